/**
 * Reads and writes the fields of packets: little-endian, without padding.
 *
 * A field has the bytes that its value takes, and knows how to write and to read it.
 *
 * @typedef {{
 *   size: (value: any) => number,
 *   write: (writer: Writer, value: any) => void,
 *   read: (reader: Reader) => any,
 * }} Field
 */

const UTF_8 = new TextEncoder();
const STRICT_UTF_8 = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});

/** A packet that no server of this protocol sends. */
export class MalformedPacket extends Error {}

/**
 * The bytes of a text in UTF-8, as the protocol counts them.
 *
 * @param {string} text
 */
export function byteLength(text) {
  return UTF_8.encode(text).length;
}

/** Where the next field of a packet is written. */
export class Writer {
  /** @param {number} length */
  constructor(length) {
    this.bytes = new Uint8Array(length);
    this.view = new DataView(this.bytes.buffer);
    this.at = 0;
  }

  /** @param {number} length @returns {number} where it begins */
  advance(length) {
    const start = this.at;
    this.at += length;
    return start;
  }

  /** @param {Uint8Array} bytes */
  put(bytes) {
    this.bytes.set(bytes, this.advance(bytes.length));
  }
}

/** Where the next field of a packet is read. */
export class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = 0;
  }

  get left() {
    return this.bytes.length - this.at;
  }

  /** @param {number} length @returns {number} where it begins */
  advance(length) {
    if (length > this.left) {
      throw new MalformedPacket('the packet is too short');
    }
    const start = this.at;
    this.at += length;
    return start;
  }

  /** @param {number} length */
  take(length) {
    const start = this.advance(length);
    return this.bytes.subarray(start, start + length);
  }
}

/** @param {number} size @param {string} name of the methods of DataView @returns {Field} */
function number(size, name) {
  return {
    size: () => size,
    write: (writer, value) => writer.view[`set${name}`](writer.advance(size), value, true),
    read: reader => reader.view[`get${name}`](reader.advance(size), true),
  };
}

export const u8 = number(1, 'Uint8');
export const u16 = number(2, 'Uint16');
export const i16 = number(2, 'Int16');
export const u32 = number(4, 'Uint32');
export const i32 = number(4, 'Int32');

/** A BigInt: a Number has 53 bits. */
export const i64 = number(8, 'BigInt64');

/**
 * Text in a fixed number of bytes, at least one of which is NUL. What follows the first NUL does not count.
 *
 * @param {number} size
 * @returns {Field}
 */
export function fixedText(size) {
  return {
    size: () => size,
    write(writer, value) {
      const bytes = UTF_8.encode(value);
      if (bytes.length >= size) {
        throw new RangeError(`a text of ${bytes.length} bytes where ${size - 1} have space`);
      }
      writer.bytes.set(bytes, writer.advance(size));
    },
    read(reader) {
      const bytes = reader.take(size);
      const end = bytes.indexOf(0);
      if (end < 0) {
        throw new MalformedPacket('a text without an end');
      }
      return decode(bytes.subarray(0, end));
    },
  };
}

/** Text behind its length in one byte. @type {Field} */
export const text8 = {
  size: value => 1 + byteLength(value),
  write(writer, value) {
    const bytes = UTF_8.encode(value);
    u8.write(writer, bytes.length);
    writer.put(bytes);
  },
  read: reader => decode(reader.take(u8.read(reader))),
};

/** All bytes up to the end of the packet. @type {Field} */
export const rest = {
  size: value => value.length,
  write: (writer, value) => writer.put(value),
  read: reader => reader.take(reader.left),
};

/**
 * Several of the same, behind their number in one byte. Each is an array of the values of its fields.
 *
 * @param {...Field} fields
 * @returns {Field}
 */
export function list(...fields) {
  const sizeOf = entry => fields.reduce((sum, field, i) => sum + field.size(entry[i]), 0);
  return {
    size: entries => entries.reduce((sum, entry) => sum + sizeOf(entry), 1),
    write(writer, entries) {
      u8.write(writer, entries.length);
      entries.forEach(entry => fields.forEach((field, i) => field.write(writer, entry[i])));
    },
    read: reader => Array.from({length: u8.read(reader)}, () => fields.map(field => field.read(reader))),
  };
}

/** @param {Uint8Array} bytes */
function decode(bytes) {
  try {
    return STRICT_UTF_8.decode(bytes);
  } catch (notUtf8) {
    throw new MalformedPacket('a text that is not UTF-8');
  }
}

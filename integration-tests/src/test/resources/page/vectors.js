// Tries the page's codec with vectors of packets.json. Numbers are compared as text: some have more than 53 bits.

const codec = import('/protocol.js');

function bytesOf(hex) {
  return Uint8Array.from(hex.match(/../g) ?? [], pair => parseInt(pair, 16));
}

function hexOf(bytes) {
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

/** A vector's file, with every number as a BigInt. */
function parse(file) {
  return JSON.parse(file, (key, value, {source}) => (typeof value === 'number' ? BigInt(source) : value));
}

/** What the page's tables call the same. Fields of up to 32 bits are Numbers there. */
function fieldsOf({fields}, likeDecoded) {
  const {bodyHex, ...others} = fields;
  const named = bodyHex === undefined ? others : {body: bytesOf(bodyHex)};
  return likeDecoded ? convert(named, likeDecoded) : named;
}

function convert(value, like) {
  if (typeof value === 'bigint') {
    return typeof like === 'number' ? Number(value) : value;
  }
  if (value instanceof Uint8Array || typeof value !== 'object') {
    return value;
  }
  const entries = Object.entries(value).map(([key, entry]) => [key, convert(entry, like?.[key])]);
  return Array.isArray(value) ? entries.map(([, entry]) => entry) : Object.fromEntries(entries);
}

function comparable(value) {
  return JSON.stringify(value, (key, entry) => {
    if (entry instanceof Uint8Array) {
      return hexOf(entry);
    }
    return typeof entry === 'bigint' || typeof entry === 'number' ? String(entry) : entry;
  });
}

async function tryVectors(file) {
  const {decode, encode} = await codec;
  const vectors = parse(file);
  const wrong = [];
  for (const vector of vectors) {
    const {name, ...decoded} = decode(bytesOf(vector.hex));
    const wanted = comparable(fieldsOf(vector));
    if (comparable(decoded) !== wanted || name !== vector.name.split(' ')[0]) {
      wrong.push(`${vector.name} is read as ${name} ${comparable(decoded)}`);
    }
    const encoded = hexOf(encode(vector.name.split(' ')[0], fieldsOf(vector, decoded)));
    if (encoded !== vector.hex) {
      wrong.push(`${vector.name} is written as ${encoded}`);
    }
  }
  return {tried: vectors.length, wrong};
}

async function tryDecode(hex) {
  const {decode} = await codec;
  try {
    return decode(bytesOf(hex)) === null ? 'unknown' : 'decoded';
  } catch (refused) {
    return refused.message;
  }
}

// Makes up the numbers of a busy evening, so that the charts of a server that has just begun have something to show.

{
  const SECONDS = 900;
  const MEBI = 1_048_576;

  const wave = (second, period, from, to) => from + ((to - from) * (1 + Math.sin((2 * Math.PI * second) / period))) / 2;
  /** From 0 to 1, always the same for a second, with no pattern that can be seen. */
  const chance = second => Math.abs((Math.sin(second * 12.9898) * 43_758.5453) % 1);
  const rough = second => 0.85 + 0.3 * chance(second) + 0.25 * chance(Math.floor(second / 40));

  const sample = (second, at) => {
    const users = Math.round(wave(second, 2_300, 180, 260) + 6 * chance(Math.floor(second / 25)));
    const messages = wave(second, 1_100, 70, 110) * rough(second);
    return {
      at,
      sessions: users + 12 + Math.round(5 * chance(Math.floor(second / 9))),
      users,
      messagesPerSecond: messages,
      deliveriesPerSecond: messages * 38,
      bytesInPerSecond: messages * 71,
      bytesOutPerSecond: messages * 38 * 300,
      queuedBytes: Math.round(Math.max(0, chance(second * 3) - 0.9) * 3_000_000),
      logicWaitMillis: 0.2 + 0.4 * rough(second * 5),
      cpuPercent: messages / 9,
      heapBytes: (40 + (second % 97) / 3) * MEBI,
      residentBytes: 148 * MEBI,
    };
  };

  const json = Response.prototype.json;
  Response.prototype.json = async function () {
    const answer = await json.call(this);
    if (this.url.includes('/samples?')) {
      const from = this.url.endsWith('since=0') ? 0 : SECONDS - 1;
      const times = Array.from({length: SECONDS - from}, (_, index) => from + index);
      answer.samples = times.map(second => sample(second, answer.now - (SECONDS - 1 - second) * 1_000));
    }
    if (this.url.endsWith('/status')) {
      const {sessions, users} = sample(SECONDS - 1, 0);
      Object.assign(answer, {sessions, users, rooms: 14, uptimeSeconds: 93_000, address: '0.0.0.0:11021', version: '1.0.0'});
    }
    return answer;
  };
}

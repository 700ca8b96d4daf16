#!lua name=onesend1

-- The part of a cluster that runs in Redis: puts the events of rooms into one order, stores them, and publishes them.
--
-- Keys of a partition, whose common part holds its hash tag:
--   p        hash    h<hid>: beat number, opening, last batch, the opening that registered it, or "dead"
--                    b<hid>: time of the last beat, milliseconds
--                    l<hid>: how often os1_beat was called, and how often by a host that was sure of the history
--                    k<c>, s<c>: number and stamp of the last message of feed c
--   h<hid>   hash    room -> members that this host has there
--   r<room>  hash    n: last offset · t: its tag · c: the room's chain · v: offset of the last event "moved"
--   s<room>  stream  id <offset>-<tag>, field e: the event as the host encoded it
--   m<room>  hash    unique id -> hid, offset of entry, user id
-- h and m also hold the field ".", so that an empty one does not vanish: in a slot that is on its way to another node, a key
-- that comes back would be split.
--
-- Every key is declared. Each function reads all keys that it will write before its first write, so that a key of a wrong
-- type changes nothing. Offsets stay below 2^53, as a number of Lua holds them; tags and ids are text.

local ROOM_KEYS = 3
local MOVE_WINDOW = 4096
local TWO_26 = 67108864
local TWO_32 = 4294967296
local LONGEST_READ = 200
-- Not fewer than a host remembers of a busy room.
local REWRITTEN_ENTRIES = 1024
local MOST_HINTS = 8
local MOST_REAPED = 128
local MOST_ROOMS_REAPED = 8

local function text(number)
  return string.format('%.0f', number)
end

local function now()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

-- The chain of a room takes in the tag of each event. Two histories with the same chain have the same events in the same order,
-- but for a chance of one in 2^52. Its halves are numbers modulo a prime each, so that no step leaves the whole numbers that Lua
-- holds; hosts compute the same, in io.onesend.chat.cluster.Chain.
local function chained(chain, tag)
  local whole = tonumber(tag)
  local low = whole % TWO_32
  local second = chain % TWO_26
  local first = (chain - second) / TWO_26
  first = (first * 48271 + (whole - low) / TWO_32) % 67108859
  second = (second * 69621 + low) % 67108837
  return first * TWO_26 + second
end

-- ---- hosts

-- The line of a host, or nil if it is not registered.
local function host(p, hid)
  local line = redis.call('HGET', p, 'h' .. hid)
  if not line then
    return nil
  end
  if line == 'dead' then
    return { dead = true }
  end
  local beat, opening, batch, since = string.match(line, '^(%d+) (%d+) (%d+) (%d+)$')
  return { beat = tonumber(beat), opening = tonumber(opening), batch = tonumber(batch), since = tonumber(since) }
end

local function write_host(p, hid, line)
  local numbers = { text(line.beat), text(line.opening), text(line.batch), text(line.since) }
  redis.call('HSET', p, 'h' .. hid, table.concat(numbers, ' '), 'b' .. hid, text(now()))
end

-- Numbers and stamps of all feeds: a flat list of channel, number, stamp.
local function feeds(p)
  local all = redis.call('HGETALL', p)
  local stamps, numbers = {}, {}
  for i = 1, #all, 2 do
    local kind, channel = string.match(all[i], '^([ks])(%d+)$')
    if kind == 'k' then
      numbers[#numbers + 1] = { channel, all[i + 1] }
    elseif kind == 's' then
      stamps[channel] = all[i + 1]
    end
  end
  table.sort(numbers, function(a, b) return tonumber(a[1]) < tonumber(b[1]) end)
  local list = {}
  for _, each in ipairs(numbers) do
    list[#list + 1] = each[1]
    list[#list + 1] = each[2]
    list[#list + 1] = stamps[each[1]]
  end
  return list
end

local function hids(p)
  local list = {}
  for _, field in ipairs(redis.call('HKEYS', p)) do
    local hid = string.match(field, '^h(.+)$')
    if hid then
      list[#list + 1] = hid
    end
  end
  table.sort(list)
  return list
end

-- How often a host has called os1_beat, and how often it was sure.
local function beats_of(p, hid)
  local live, sure = string.match(redis.call('HGET', p, 'l' .. hid) or '0 0', '^(%d+) (%d+)$')
  return tonumber(live), tonumber(sure)
end

-- The same of all hosts that are not dead: a flat list of hid and the two numbers.
local function beats(p)
  local list = {}
  for _, hid in ipairs(hids(p)) do
    if redis.call('HGET', p, 'h' .. hid) ~= 'dead' then
      local live, sure = beats_of(p, hid)
      list[#list + 1] = hid
      list[#list + 1] = live
      list[#list + 1] = sure
    end
  end
  return list
end

-- ---- rooms

-- What is known of a room whose keys are r, s, m; reads all three, so that later writes cannot fail.
local function room(r, s, m, number)
  local known = redis.call('HMGET', r, 'n', 't', 'v', 'c')
  local length = redis.call('XLEN', s)
  local size = redis.call('HLEN', m)
  local it = { r = r, s = s, m = m, number = number, size = math.max(size - 1, 0) }
  if known[1] then
    it.n, it.t, it.v = tonumber(known[1]), known[2], tonumber(known[3] or '-1')
    it.c = tonumber(known[4] or '0')
  else
    it.n, it.t, it.v, it.c = 0, '0', -1, 0
    it.anew = length > 0 or size > 0
    it.size = 0
  end
  it.was_empty = it.size == 0
  return it
end

local function start_anew(it)
  if it.anew then
    redis.call('DEL', it.s, it.m)
    it.anew = false
  end
end

local function member(it, uid)
  if it.anew then
    return nil
  end
  local line = redis.call('HGET', it.m, uid)
  if not line then
    return nil
  end
  local hid, offset, user = string.match(line, '^(%S+) (%d+) (.*)$')
  return { hid = hid, offset = tonumber(offset), user = user }
end

local function append(it, tag, body, limits)
  start_anew(it)
  it.n, it.t, it.c = it.n + 1, tag, chained(it.c, tag)
  it.offset = text(it.n)
  redis.call('XADD', it.s, 'MAXLEN', '~', limits.entries, it.offset .. '-' .. tag, 'e', body)
  it.changed = true
end

local function count_member(h, number, by)
  if redis.call('HINCRBY', h, number, by) <= 0 then
    redis.call('HDEL', h, number)
  end
end

local function put_member(it, uid, hid, offset, user)
  redis.call('HSET', it.m, '.', '', uid, hid .. ' ' .. text(offset) .. ' ' .. user)
end

-- Writes a room's position. A room without members is forgotten after a time, its position last. Only a room that had none may
-- have a time to be taken away.
local function write_room(it, limits)
  redis.call('HSET', it.r, 'n', text(it.n), 't', it.t, 'c', text(it.c))
  if it.v >= 0 then
    redis.call('HSET', it.r, 'v', text(it.v))
  end
  if it.size == 0 then
    redis.call('PEXPIRE', it.s, limits.keep)
    redis.call('PEXPIRE', it.m, limits.keep)
    redis.call('PEXPIRE', it.r, limits.keep + 60000)
  elseif it.was_empty then
    redis.call('PERSIST', it.s)
    redis.call('PERSIST', it.m)
    redis.call('PERSIST', it.r)
  end
end

-- The members of a room as a flat list of unique id, hid, offset of entry, user id, in order of entry.
local function members(it)
  if it.anew then
    return {}
  end
  local all = redis.call('HGETALL', it.m)
  local list = {}
  for i = 1, #all, 2 do
    if all[i] ~= '.' then
      local hid, offset, user = string.match(all[i + 1], '^(%S+) (%d+) (.*)$')
      list[#list + 1] = { all[i], hid, offset, user }
    end
  end
  table.sort(list, function(a, b) return tonumber(a[3]) < tonumber(b[3]) end)
  local flat = {}
  for _, each in ipairs(list) do
    for _, value in ipairs(each) do
      flat[#flat + 1] = value
    end
  end
  return flat
end

-- Entries of a stream as a flat list of id, body.
local function flattened(entries)
  local flat = {}
  for _, entry in ipairs(entries) do
    flat[#flat + 1] = entry[1]
    flat[#flat + 1] = entry[2][2]
  end
  return flat
end

-- The newest entries, the oldest of them first.
local function newest(it, count)
  if it.anew or count == 0 then
    return {}
  end
  local entries = redis.call('XREVRANGE', it.s, '+', '-', 'COUNT', count)
  local turned = {}
  for i = #entries, 1, -1 do
    turned[#turned + 1] = entries[i]
  end
  return flattened(turned)
end

-- ---- feeds

-- Collects the events of one call by feed, and publishes one message a feed.
local function new_outlet(p)
  return { p = p, feeds = {}, order = {} }
end

local function add_to(outlet, channel, it, body)
  local parts = outlet.feeds[channel]
  if not parts then
    parts = {}
    outlet.feeds[channel] = parts
    outlet.order[#outlet.order + 1] = channel
  end
  parts[#parts + 1] = it.number .. ' ' .. it.offset .. ' ' .. it.t .. ' ' .. #body .. '\n'
  parts[#parts + 1] = body
end

local function publish(outlet, stamp)
  for _, channel in ipairs(outlet.order) do
    local last = redis.call('HMGET', outlet.p, 'k' .. channel, 's' .. channel)
    local number = text(tonumber(last[1] or '0') + 1)
    redis.call('HSET', outlet.p, 'k' .. channel, number, 's' .. channel, stamp)
    local head = number .. '\n' .. (last[2] or '-') .. '\n' .. stamp .. '\n'
    redis.call('SPUBLISH', string.sub(outlet.p, 1, -2) .. 'f' .. channel, head .. table.concat(outlet.feeds[channel]))
  end
end

-- ---- os1_open: KEYS p h<hid> · ARGV hid, opening -> status, the opening that registered it, last batch, feeds, beats of all hosts
-- The opening is the host's own number, larger at each try. What an older connection still has under way carries a smaller
-- one, and is refused from now on, also when the host was forgotten in between. A host that was forgotten and has lost the
-- answer NEW is KNOWN next time: the opening that registered it tells.

local function os1_open(keys, args)
  local p, h, hid, opening = keys[1], keys[2], args[1], tonumber(args[2])
  local line = host(p, hid)
  redis.call('HLEN', h)
  if line and line.dead then
    return { 'FENCED' }
  end
  if line and opening <= line.opening then
    return { 'STALE' }
  end
  local status = line and 'KNOWN' or 'NEW'
  line = line or { beat = 0, batch = 0, since = opening }
  line.beat, line.opening = line.beat + 1, opening
  write_host(p, hid, line)
  redis.call('HSET', h, '.', '')
  return { status, line.since, line.batch, feeds(p), beats(p) }
end

-- ---- os1_apply: KEYS p h<hid>, r s m of each room, h<old> of each move
-- ARGV hid, opening, batch, largest size of a room, entries and milliseconds of history, number of rooms, their numbers, then
-- of each event: index of its room, feed, kind, tag, unique id, user id, body, extra
-- kind E (entered; extra: messages wanted of the room before it, or -1), L (left), S (said; extra 1: it was accepted before),
-- M (moved; extra: index of the key h<old> among those behind the rooms, a space, the old hid)
-- -> status, last batch, for each event its offset, 0 if nothing had to be done, or why it was refused; for an E with extra
-- the offset or refusal and the room before it: members, offset, tag, entries, chain
-- An E or M whose user is a member of another host than was thought is refused with AT, a space and the hid of that one.

local kinds = {}

function kinds.E(call, event, it)
  local before
  if event.extra >= 0 then
    before = { members(it), text(it.n), it.t, newest(it, event.extra), text(it.c) }
  end
  local outcome
  local there = member(it, event.uid)
  if there then
    outcome = there.hid == call.hid and there.offset or 'AT ' .. there.hid
  elseif it.size >= call.limits.users then
    outcome = 'FULL'
  else
    append(it, event.tag, event.body, call.limits)
    put_member(it, event.uid, call.hid, it.n, event.user)
    count_member(call.h, it.number, 1)
    it.size = it.size + 1
    add_to(call.outlet, event.channel, it, event.body)
    outcome = it.n
  end
  if before then
    table.insert(before, 1, outcome)
    return before
  end
  return outcome
end

function kinds.L(call, event, it)
  local there = member(it, event.uid)
  if not there or there.hid ~= call.hid then
    return 0
  end
  append(it, event.tag, event.body, call.limits)
  redis.call('HDEL', it.m, event.uid)
  count_member(call.h, it.number, -1)
  it.size = it.size - 1
  add_to(call.outlet, event.channel, it, event.body)
  return it.n
end

-- A host may still hold a message of a user who has moved to another host: only there it may be said now.
function kinds.S(call, event, it)
  if event.extra ~= 1 and it.v >= 0 and it.n - it.v < MOVE_WINDOW then
    local there = member(it, event.uid)
    if not there or there.hid ~= call.hid then
      return 'MOVED'
    end
  end
  append(it, event.tag, event.body, call.limits)
  add_to(call.outlet, event.channel, it, event.body)
  return it.n
end

-- A member goes on at another host, or on another connection to the same one: there its event tells what was before and after.
function kinds.M(call, event, it)
  local there = member(it, event.uid)
  if not there then
    return 'GONE'
  end
  if there.hid == call.hid and event.old ~= call.hid then
    return there.offset
  end
  if there.hid ~= event.old then
    return 'AT ' .. there.hid
  end
  append(it, event.tag, event.body, call.limits)
  if there.hid ~= call.hid then
    put_member(it, event.uid, call.hid, there.offset, there.user)
    count_member(event.old_h, it.number, -1)
    count_member(call.h, it.number, 1)
    it.v = it.n
  end
  add_to(call.outlet, event.channel, it, event.body)
  return it.n
end

local function read_event(args, at, keys, first_old)
  local event = {
    room = tonumber(args[at]), channel = args[at + 1], kind = args[at + 2], tag = args[at + 3], uid = args[at + 4],
    user = args[at + 5], body = args[at + 6]
  }
  if event.kind == 'M' then
    local index, old = string.match(args[at + 7], '^(%d+) (%S+)$')
    event.old, event.old_h = old, keys[first_old + tonumber(index)]
    redis.call('HLEN', event.old_h)
  else
    event.extra = tonumber(args[at + 7])
  end
  return event
end

-- A batch that was applied before: the enters are answered by what is there now.
local function answered_before(events, rooms, hid)
  local outcomes = {}
  for i, event in ipairs(events) do
    outcomes[i] = 0
    if event.kind == 'E' or event.kind == 'M' then
      local there = member(rooms[event.room], event.uid)
      outcomes[i] = there and there.hid == hid and there.offset or 'GONE'
    end
  end
  return outcomes
end

local function os1_apply(keys, args)
  local p, h, hid = keys[1], keys[2], args[1]
  local opening, batch = tonumber(args[2]), tonumber(args[3])
  local limits = { users = tonumber(args[4]), entries = args[5], keep = tonumber(args[6]) }
  local line = host(p, hid)
  if not line or line.dead then
    return { 'FENCED' }
  end
  if opening ~= line.opening then
    return { 'STALE' }
  end
  if batch > line.batch + 1 then
    return { 'EARLY', line.batch }
  end
  redis.call('HLEN', h)
  local count = tonumber(args[7])
  local rooms = {}
  for i = 1, count do
    local at = ROOM_KEYS * i
    rooms[i] = room(keys[at], keys[at + 1], keys[at + 2], args[7 + i])
  end
  local events = {}
  for at = 8 + count, #args, 8 do
    events[#events + 1] = read_event(args, at, keys, ROOM_KEYS * (count + 1))
  end
  if batch <= line.batch then
    return { 'DONE', line.batch, answered_before(events, rooms, hid) }
  end
  local call = { hid = hid, h = h, limits = limits, outlet = new_outlet(p) }
  local outcomes = {}
  for i, event in ipairs(events) do
    outcomes[i] = kinds[event.kind](call, event, rooms[event.room])
  end
  for i = 1, count do
    if rooms[i].changed then
      write_room(rooms[i], limits)
    end
  end
  line.beat, line.batch = line.beat + 1, batch
  write_host(p, hid, line)
  -- With the opening: a batch that is sent again, perhaps without some events, must not look like the one heard before.
  publish(call.outlet, hid .. '.' .. text(opening) .. '.' .. text(batch))
  return { 'OK', batch, outcomes }
end

-- ---- os1_read: KEYS r s m of each room · ARGV offset, tag of each -> for each room SAME; MORE, offset, tag, entries after
-- it, chain; REWRITTEN, offset, tag, members, newest entries, chain; or LOST
-- The tag 0 stands for any: whoever reads so has a chain, and finds out by the entries whether the history is the one it knows.

local function read_room(it, offset, tag)
  if it.n == 0 then
    return { 'LOST' }
  end
  local is_any = tag == '0'
  if offset == it.n and (is_any or tag == it.t) then
    return { 'SAME' }
  end
  local at = {}
  if offset > 0 and offset <= it.n and not is_any then
    at = redis.call('XRANGE', it.s, text(offset), text(offset))
    if #at == 0 then
      return { 'LOST' }
    end
  end
  if offset > it.n or (#at > 0 and at[1][1] ~= text(offset) .. '-' .. tag) then
    return { 'REWRITTEN', text(it.n), it.t, members(it), newest(it, REWRITTEN_ENTRIES), text(it.c) }
  end
  local after = redis.call('XRANGE', it.s, text(offset + 1), '+', 'COUNT', LONGEST_READ)
  if #after == 0 or string.match(after[1][1], '^(%d+)-') ~= text(offset + 1) then
    return { 'LOST' }
  end
  return { 'MORE', text(it.n), it.t, flattened(after), text(it.c) }
end

local function os1_read(keys, args)
  local replies = {}
  for i = 1, #args / 2 do
    local at = ROOM_KEYS * (i - 1)
    local it = room(keys[at + 1], keys[at + 2], keys[at + 3], '')
    replies[i] = read_room(it, tonumber(args[2 * i - 1]), args[2 * i])
  end
  return replies
end

-- ---- os1_beat: KEYS p · ARGV hid, lease in milliseconds, 1 if it is sure of the history, else 0
-- -> OK or FENCED, feeds, hids and beats of hosts that seem late, for a host that is not sure the beats of all
-- What seems late is a hint by Redis's clock, no verdict.
-- A host beats when it has sent all that a failover may have lost of its own. So whoever sees another beat once more knows that
-- nothing of that one is still to be appended again. One that has seen this of all is sure, and others may rely on it.

local function os1_beat(keys, args)
  local p, hid, lease = keys[1], args[1], tonumber(args[2])
  local line = host(p, hid)
  if not line or line.dead then
    return { 'FENCED' }
  end
  line.beat = line.beat + 1
  write_host(p, hid, line)
  local live, sure = beats_of(p, hid)
  redis.call('HSET', p, 'l' .. hid, text(live + 1) .. ' ' .. text(sure + tonumber(args[3])))
  local time, late = now(), {}
  for _, other in ipairs(hids(p)) do
    local its = host(p, other)
    local at = tonumber(redis.call('HGET', p, 'b' .. other) or '0')
    if #late < 2 * MOST_HINTS and (its.dead or at > time or time - at > lease / 5) then
      late[#late + 1] = other
      late[#late + 1] = its.dead and 'dead' or text(its.beat)
    end
  end
  return { 'OK', feeds(p), late, args[3] == '1' and {} or beats(p) }
end

-- ---- os1_reap: KEYS p h<dead>, r s m of up to 8 rooms
-- ARGV hid of the dead host, the beat that was seen ("dead": it is marked already), entries and milliseconds of history, number
-- of rooms, of each its number and feed, then spare tags, a space and the body of a "left" without its unique id for each
-- -> ALIVE; or GOING, members that left, and up to 8 rooms that have more; or GONE, members that left, when the host had no
-- members left and is forgotten. Without rooms the call finds the first ones.

local function leave_all(dead, it, channel, call)
  local list = members(it)
  for i = 1, #list, 4 do
    if list[i + 1] == dead then
      local tag = call.tags[call.used + 1]
      if call.used >= MOST_REAPED or not tag then
        return
      end
      call.used = call.used + 1
      local body = 'L' .. list[i]
      append(it, tag, body, call.limits)
      redis.call('HDEL', it.m, list[i])
      count_member(call.h, it.number, -1)
      it.size = it.size - 1
      add_to(call.outlet, channel, it, body)
    end
  end
end

-- The first rooms in which a host has members, as its own line says.
local function rooms_of(h)
  local numbers = {}
  for _, field in ipairs(redis.call('HKEYS', h)) do
    if field ~= '.' then
      numbers[#numbers + 1] = tonumber(field)
    end
  end
  table.sort(numbers)
  local first = {}
  for i = 1, math.min(#numbers, MOST_ROOMS_REAPED) do
    first[i] = text(numbers[i])
  end
  return first
end

local function os1_reap(keys, args)
  local p, h, dead, seen = keys[1], keys[2], args[1], args[2]
  local limits = { entries = args[3], keep = tonumber(args[4]) }
  local line = host(p, dead)
  if not line then
    return { 'GONE', 0 }
  end
  if not line.dead and text(line.beat) ~= seen then
    return { 'ALIVE' }
  end
  redis.call('HLEN', h)
  local count = tonumber(args[5])
  local rooms, tags = {}, {}
  for i = 1, count do
    local at = ROOM_KEYS * i
    rooms[i] = room(keys[at], keys[at + 1], keys[at + 2], args[4 + 2 * i])
  end
  for at = 6 + 2 * count, #args do
    tags[#tags + 1] = args[at]
  end
  redis.call('HSET', p, 'h' .. dead, 'dead')
  local call = { h = h, limits = limits, outlet = new_outlet(p), tags = tags, used = 0 }
  for i = 1, count do
    -- A room that is gone has no members: what the host's line says of it is out of date.
    if rooms[i].n == 0 then
      redis.call('HDEL', h, rooms[i].number)
    else
      leave_all(dead, rooms[i], args[5 + 2 * i], call)
    end
    if rooms[i].changed then
      write_room(rooms[i], limits)
    end
  end
  if call.used > 0 then
    publish(call.outlet, dead .. '.' .. tags[1])
  end
  if redis.call('HLEN', h) <= 1 then
    redis.call('HDEL', p, 'h' .. dead, 'b' .. dead, 'l' .. dead)
    redis.call('DEL', h)
    return { 'GONE', call.used }
  end
  return { 'GOING', call.used, rooms_of(h) }
end

-- ---- os1_claim: KEYS at:<user id> · ARGV claim id, unique id, hash of the new token, milliseconds to keep,
-- claim id and unique id that may be replaced ("" for none), hash of the token that is offered ("" for a login)
-- -> OK; TAKEN, claim id and unique id before; HELD, claim id, unique id; or UNKNOWN, for a token that is not the one kept
-- A claim id, in the field hid, is a hid, a slash and a number that no other claim has: who resumes keeps its unique id, and may
-- come back to a host that it has left.
-- A token is good for a while after its session was given back. Then both ids are those of that session: in its room
-- the member may still be there, if its host cannot reach the room, and only a move keeps what that host sends late out of it.

local function os1_claim(keys, args)
  local at = keys[1]
  local kept = redis.call('HMGET', at, 'hid', 'uid', 'token', 'was')
  local old_hid, old_uid, token = kept[1] or '', kept[2] or '', kept[3] or ''
  local offered = args[7]
  local status
  if offered ~= '' then
    if old_hid == '' and kept[4] then
      old_hid, old_uid = string.match(kept[4], '^(%S+) (%S+)$')
    end
    status = offered == token and 'TAKEN' or 'UNKNOWN'
  elseif old_hid == '' or (old_hid == args[1] and old_uid == args[2]) then
    status = 'OK'
  elseif old_hid == args[5] and old_uid == args[6] then
    status = 'TAKEN'
  else
    status = 'HELD'
  end
  if status == 'OK' or status == 'TAKEN' then
    -- Who resumes keeps its number: in its room it is the member that it was.
    local uid = offered ~= '' and old_uid ~= '' and old_uid or args[2]
    redis.call('HSET', at, 'hid', args[1], 'uid', uid, 'token', args[3])
    redis.call('PEXPIRE', at, args[4])
  end
  if status == 'TAKEN' or status == 'HELD' then
    return { status, old_hid, old_uid }
  end
  return { status }
end

-- ---- os1_release: KEYS at:<user id> · ARGV claim id, unique id, milliseconds in which the token stays good -> OK, or OTHER if
-- somebody else holds it

local function os1_release(keys, args)
  local at = keys[1]
  local kept = redis.call('HMGET', at, 'hid', 'uid')
  if kept[1] ~= args[1] or kept[2] ~= args[2] then
    return { 'OTHER' }
  end
  if tonumber(args[3]) > 0 then
    redis.call('HSET', at, 'hid', '', 'uid', '', 'was', args[1] .. ' ' .. args[2])
    redis.call('PEXPIRE', at, args[3])
  else
    redis.call('DEL', at)
  end
  return { 'OK' }
end

-- ---- os1_holder: KEYS at:<user id> -> claim id and unique id of the session that holds it; both "" if none does

local function os1_holder(keys)
  local kept = redis.call('HMGET', keys[1], 'hid', 'uid')
  return { kept[1] or '', kept[2] or '' }
end

-- All fields of a hash as a flat list of name, value, in order of name.
local function fields_of(key)
  local all = redis.call('HGETALL', key)
  local fields = {}
  for i = 1, #all, 2 do
    fields[#fields + 1] = { all[i], all[i + 1] }
  end
  table.sort(fields, function(a, b) return a[1] < b[1] end)
  local flat = {}
  for _, field in ipairs(fields) do
    flat[#flat + 1] = field[1]
    flat[#flat + 1] = field[2]
  end
  return flat
end

-- ---- os1_host: KEYS hosts · ARGV hid, its line ("" to take it away), hid and line of a host to drop if that is still its line
-- -> KNOWN or NEW: whether this host had a line before; all lines: hid, line, in order of hid

local function os1_host(keys, args)
  local hosts = keys[1]
  local held = redis.call('HGETALL', hosts)
  local status = redis.call('HEXISTS', hosts, args[1]) == 1 and 'KNOWN' or 'NEW'
  if args[2] == '' then
    redis.call('HDEL', hosts, args[1])
  else
    redis.call('HSET', hosts, args[1], args[2])
  end
  for i = 1, #held, 2 do
    if args[3] ~= args[1] and held[i] == args[3] and held[i + 1] == args[4] then
      redis.call('HDEL', hosts, args[3])
    end
  end
  return { status, fields_of(hosts) }
end

-- ---- os1_meta: KEYS meta · ARGV name, value of each thing that all hosts agree on; written if nothing was agreed on yet
-- -> what is agreed on: name, value, in order of name

local function os1_meta(keys, args)
  local meta = keys[1]
  if redis.call('HLEN', meta) == 0 then
    redis.call('HSET', meta, unpack(args))
  end
  return fields_of(meta)
end

redis.register_function('os1_open', os1_open)
redis.register_function('os1_apply', os1_apply)
redis.register_function({ function_name = 'os1_read', callback = os1_read, flags = { 'no-writes' } })
redis.register_function('os1_beat', os1_beat)
redis.register_function('os1_reap', os1_reap)
redis.register_function('os1_claim', os1_claim)
redis.register_function('os1_release', os1_release)
redis.register_function({ function_name = 'os1_holder', callback = os1_holder, flags = { 'no-writes' } })
redis.register_function('os1_host', os1_host)
redis.register_function('os1_meta', os1_meta)

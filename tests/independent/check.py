#!/usr/bin/env python3
"""Checks what a ledger publishes, with nothing but Python 3 and its standard library.

    check.py checkpoint FILE --vkey V [--policy POLICY]       a signed checkpoint, of the log or of its SM3 twin
    check.py bundle FILE --vkey V --vkey V [--policy POLICY]  a status bundle, down to both signatures
    check.py log PLACE --vkey V [--vkey V]                    all entries and tiles, added up to the signed root

POLICY is a file of c2sp.org/tlog-policy: then so many must have cosigned the checkpoint as its quorum asks for.
FILE "-" is standard input. PLACE is an address (http://127.0.0.1:8080/log) or a folder laid out as tlog-tiles.
V is name+id+base64 (c2sp.org/signed-note): the Ed25519 key of the log, the SM2 key of its SM3 twin, or either.
Exit: 0 all of it holds; 1 something does not, and the last line says what; 2 something cannot be read.
Shares no code with the ledger: SM3, SM2 and Ed25519 are written out below from GB/T 32905, GB/T 32918 and RFC 8032.
"""
import argparse, base64, hashlib, http.client, json, os, sys, urllib.request
MAX_NOTE, MAX_BUNDLE, MAX_ENTRIES = 1 << 16, 1 << 18, 256 * 65537
sha256 = lambda data: hashlib.sha256(data).digest()

class Wrong(Exception):
    """Something does not hold."""

def require(holds, what):
    if not holds:
        raise Wrong(what)

def b64(text):
    data = base64.b64decode(text, validate=True)
    require(base64.b64encode(data).decode() == text, "base64 is not canonical")
    return data

# SM3, GB/T 32905-2016 clause 5.
rotate = lambda x, n: ((x << n % 32) | (x >> (32 - n % 32))) & 0xFFFFFFFF
T = [rotate(0x79CC4519 if j < 16 else 0x7A879D8A, j) for j in range(64)]

def sm3(data):
    v = [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
    data += b"\x80" + bytes(-(len(data) + 9) % 64) + (8 * len(data)).to_bytes(8, "big")
    for start in range(0, len(data), 64):
        w = [int.from_bytes(data[i:i + 4], "big") for i in range(start, start + 64, 4)]
        for j in range(16, 68):
            x = w[j - 16] ^ w[j - 9] ^ rotate(w[j - 3], 15)
            w.append(x ^ rotate(x, 15) ^ rotate(x, 23) ^ rotate(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = v
        for j in range(64):
            ss1 = rotate((rotate(a, 12) + e + T[j]) & 0xFFFFFFFF, 7)
            ff, gg = (a ^ b ^ c, e ^ f ^ g) if j < 16 else ((a & b) | (a & c) | (b & c), (e & f) | (~e & g))
            tt1 = (ff + d + (ss1 ^ rotate(a, 12)) + (w[j] ^ w[j + 4])) & 0xFFFFFFFF
            tt2 = (gg + h + ss1 + w[j]) & 0xFFFFFFFF
            a, b, c, d, e, f, g, h = tt1, a, rotate(b, 9), c, tt2 ^ rotate(tt2, 9) ^ rotate(tt2, 17), e, rotate(f, 19), g
        v = [x ^ y for x, y in zip(v, (a, b, c, d, e, f, g, h))]
    return b"".join(x.to_bytes(4, "big") for x in v)

# SM2, GB/T 32918.2-2016 clause 7 with the curve of GB/T 32918.5, in affine coordinates.
P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
A, N = P - 3, 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
G = (0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
     0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0)

def add(p, q):
    if p is None or q is None:
        return p or q
    if p[0] == q[0] and (p[1] + q[1]) % P == 0:
        return None
    slope = (3 * p[0] * p[0] + A) * pow(2 * p[1], -1, P) if p == q else (q[1] - p[1]) * pow(q[0] - p[0], -1, P)
    x = (slope * slope - p[0] - q[0]) % P
    return x, (slope * (p[0] - x) - p[1]) % P

def times(k, p, add, total):
    while k:
        total = add(total, p) if k & 1 else total
        p, k = add(p, p), k >> 1
    return total

def sm2_verifies(key, message, signature):
    if len(key) != 65 or key[0] != 4 or len(signature) != 64:
        return False
    x, y, r, s = (int.from_bytes(part, "big") for part in (key[1:33], key[33:], signature[:32], signature[32:]))
    if max(x, y) >= P or (y * y - x * x * x - A * x - B) % P or not (0 < r < N and 0 < s < N) or (r + s) % N == 0:
        return False
    z = sm3(b"\x00\x801234567812345678" + b"".join(n.to_bytes(32, "big") for n in (A, B, *G, x, y)))
    point = add(times(s, G, add, None), times((r + s) % N, (x, y), add, None))
    return point is not None and (int.from_bytes(sm3(z + message), "big") + point[0] - r) % N == 0

# Ed25519, RFC 8032 section 5.1.7, in extended coordinates.
Q, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, Q) % Q

def ed_add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % Q, (p[1] + p[0]) * (q[1] + q[0]) % Q
    c, d = 2 * p[3] * q[3] * D % Q, 2 * p[2] * q[2] % Q
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % Q, g * h % Q, f * g % Q, e * h % Q

def ed_point(data):
    y, sign = int.from_bytes(data, "little") & (2**255 - 1), data[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, Q) % Q
    x = pow(square, (Q + 3) // 8, Q)
    if (x * x - square) % Q:
        x = x * pow(2, (Q - 1) // 4, Q) % Q
    if y >= Q or (x * x - square) % Q or (x == 0 and sign):
        return None
    x = Q - x if x & 1 != sign else x
    return x, y, 1, x * y % Q
ED_BASE = ed_point((4 * pow(5, -1, Q) % Q).to_bytes(32, "little"))

def ed25519_verifies(key, message, signature):
    if len(key) != 32 or len(signature) != 64 or int.from_bytes(signature[32:], "little") >= L:
        return False
    a, r = ed_point(key), ed_point(signature[:32])
    if a is None or r is None:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    left = times(int.from_bytes(signature[32:], "little"), ED_BASE, ed_add, (0, 1, 1, 0))
    right = ed_add(r, times(k, a, ed_add, (0, 1, 1, 0)))
    return all((left[i] * right[2] - right[i] * left[2]) % Q == 0 for i in (0, 1))

# Notes and checkpoints: c2sp.org/signed-note, c2sp.org/tlog-checkpoint.
def cosignature_verifies(key, text, signature):
    return ed25519_verifies(key, b"cosignature/v1\ntime %d\n" % int.from_bytes(signature[:8], "big") + text, signature[8:])
KINDS = {b"\x01": ed25519_verifies, b"\x04": cosignature_verifies, b"\xffsm2-sm3-note-v1": sm2_verifies}

def key_of(vkey, kinds=KINDS):
    """Kind, and the key with its kind before it, of a vkey."""
    blob = b64(vkey.split("+", 2)[2])
    kind = next((kind for kind in kinds if blob.startswith(kind)), None)
    require(kind, f"{vkey}: another kind of key")
    return kind, blob
is_sm2 = lambda vkey: key_of(vkey)[0][:1] == b"\xff"

def signatures(note, vkey):
    """What this key signed the note with; a signature that does not verify spoils the note."""
    (name, key_id, _), (kind, blob) = vkey.split("+", 2), key_of(vkey)
    tag = sha256(name.encode() + b"\n" + blob)[:4]
    require(tag.hex() == key_id, f"{name}: the id of the vkey is not its own")
    text, _, lines = note.rpartition("\n\n")
    blobs = (b64(line.split(" ", 2)[2]) for line in lines.splitlines() if line.startswith(f"— {name} "))
    own = [one[4:] for one in blobs if one[:4] == tag]
    require(all(KINDS[kind](blob[len(kind):], f"{text}\n".encode(), one) for one in own), f"{name}: signature")
    return own

def checkpoint_of(note, vkey, origin):
    """Size and root of a checkpoint of this origin that this key signed."""
    require(signatures(note, vkey), f"{vkey}: no signature")
    lines = note.rpartition("\n\n")[0].split("\n")
    require(len(lines) == 3 and lines[0] == origin and str(int(lines[1])) == lines[1], f"{origin}: checkpoint")
    return int(lines[1]), b64(lines[2])

def quorum_time(note, policy, log):
    """The newest time, in seconds since 1970, such that the cosignatures of then or later make the quorum."""
    times, grouped, keys, quorum = {}, set(), {key_of(log)[1][1:]}, None
    for word, name, *rest in (line.split() for line in policy.splitlines() if line.strip() and line.split()[0][0] != "#"):
        if word == "witness":
            key, seen = key_of(rest[0], [b"\x04"])[1][1:], [int.from_bytes(one[:8], "big") for one in signatures(note, rest[0])]
            require(key not in keys, f"{name}: the key is another's, or the log's")
            keys.add(key)
        elif word == "group":
            need, own = {"any": 1, "all": len(rest) - 1}.get(rest[0]) or int(rest[0]), rest[1:]
            require(0 < need <= len(own) == len(set(own)) and not grouped & set(own) and set(own) <= set(times), f"group {name}")
            grouped |= set(own)
            seen = sorted((times[one] for one in own if times[one] is not None), reverse=True)[need - 1:need]
        else:
            require(word == "quorum" and not quorum or word == "log" and name == log, f"{word} {name}")
            quorum = name if word == "quorum" else quorum
            continue
        require(name not in times and name != "none", f"{name} stands twice")
        times[name] = max(seen, default=None)
    signers = [name for name in times if times[name] is not None]
    require(quorum in signers + ["none"], f"below quorum {quorum}, witnessed by {signers}")
    return times.get(quorum)

# Merkle trees, RFC 6962 section 2.1, over either hash.
node = lambda h, left, right: h(b"\x01" + left + right)

def included(h, leaf, index, size, path, root):
    """RFC 9162 section 2.1.3.2."""
    fn, sn, r = index, size - 1, h(b"\x00" + leaf)
    for p in path:
        if sn == 0:
            return False
        r = node(h, p, r) if fn & 1 or fn == sn else node(h, r, p)
        while fn == sn and not fn & 1 and fn:
            fn, sn = fn >> 1, sn >> 1
        fn, sn = fn >> 1, sn >> 1
    return 0 <= index < size and sn == 0 and r == root

def root_of(h, hashes):
    if len(hashes) < 2:
        return hashes[0] if hashes else h(b"")
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return node(h, root_of(h, hashes[:split]), root_of(h, hashes[split:]))

# The status map (Jellyfish Merkle tree over SM3) and the state machine.
EMPTY = b"SPARSE_MERKLE_PLACEHOLDER_HASH__"
STATES = {(1, None): 1, (2, 1): 1, (2, 2): 2, (3, 1): 2, (3, 4): 5, (4, 2): 1, (4, 5): 4, (7, 1): 4, (7, 2): 5, (8, 4): 1, (8, 5): 2,
          **{(5, old): 3 for old in (1, 2, 4, 5, 16)}, **{(6, old): old for old in (1, 2, 4, 5)}, (17, None): 1, (18, 1): 18, (23, None): 1, (24, 1): 18, (19, 1): 1, (20, 16): 16, (21, 3): 18, (21, 16): 18,
          (35, None): 16, (36, 16): 16, (37, 16): 3, (38, None): 1, (38, 16): 1, (39, 1): 2, (40, 2): 1, (42, None): 1, (43, 1): 18,
          (45, None): 1, (46, None): 18, (46, 1): 18, **{(47, o): 3 for o in (None, 1, 18)}, (48, None): 16, **{(41, old): 3 for old in (1, 2, 16)}, **{(k, old): 16 for k in (16, 19, 22, 32, 33, 34, 44, 49, 254) for old in (None, 16)}}

def check_map(key, value, proof, root):
    siblings, other = [b64(s) if s else EMPTY for s in proof["siblings"]], proof.get("other")
    depth, bits = len(siblings), lambda key: f"{int.from_bytes(key, 'big'):0256b}"
    require(depth <= 256 and (depth == 0 or proof["siblings"][0]), "the map proof's shape")
    require(value is None or other is None, "the map proof shows another key")
    h = EMPTY if value is None else sm3(b"JMT::LeafNode" + key + value)
    if other:
        stranger = bytes.fromhex(other["key"])
        require(stranger != key and bits(stranger)[:depth] == bits(key)[:depth], "the other key is not in the way")
        h = sm3(b"JMT::LeafNode" + stranger + bytes.fromhex(other["value"]))
    for i, sibling in enumerate(siblings):
        h = sm3(b"JMT::IntrnalNode" + (sibling + h if bits(key)[depth - 1 - i] == "1" else h + sibling))
    require(h == root, "the map proof does not lead to the map root")

def check_bundle(bundle, ed25519, sm2, policy):
    origin, number = bundle["origin"], lambda data: int.from_bytes(data, "big")
    (size, root), time = checkpoint_of(bundle["checkpoint"], ed25519, origin), quorum_time(bundle["checkpoint"], policy, ed25519)
    sm3_size, sm3_root = checkpoint_of(bundle["sm3Checkpoint"], sm2, origin + "/sm3")
    commit, key = b64(bundle["mapCommit"]), bytes.fromhex(bundle["mapKey"])
    require(len(commit) == 124 and commit[:4] == b"MC1\n", "the map commit's form")
    require(size == sm3_size and number(commit[12:20]) == size - 1, "rule L: the map commit is not the last leaf")
    for h, path, top in ((sha256, "mapCommitPath", root), (sm3, "mapCommitSm3Path", sm3_root)):
        require(included(h, commit, size - 1, size, [b64(p) for p in bundle[path]], top), f"{path} does not lead to the root")
    status, value = bundle.get("status"), None
    if status:
        fields = ((status["status"], 1), (status["version"], 4), (status["lastIndex"], 8))
        value = sm3(b"ST1\n" + b"".join(n.to_bytes(w, "big") for n, w in fields) + bytes.fromhex(status["history"]))
    check_map(key, value, bundle["mapProof"], commit[28:60])
    state, history, last = None, bytes(32), 2**64 - 1
    require(len(bundle["events"]) == (status["version"] if status else 0), "not all events are shown")
    for event in bundle["events"]:
        leaf, index = b64(event["leaf"]), event["index"]
        require(len(leaf) == 117 and leaf[:4] == b"LE1\n" and leaf[13:45] == key, f"event {index} is of something else")
        require(included(sha256, leaf, index, size, [b64(p) for p in event["path"]], root), f"event {index} is not in the log")
        require(number(leaf[45:53]) == last and (leaf[4], state) in STATES, f"event {index} cannot follow")
        body = b64(event["body"]) if "body" in event else None
        require(body is None or (sha256(body), sm3(body)) == (leaf[53:85], leaf[85:]), f"event {index}: body")
        state, last, history = STATES[leaf[4], state], index, sm3(b"HC1\n" + history + index.to_bytes(8, "big") + sm3(b"\x00" + leaf))
    require(not status or (status["status"], status["lastIndex"], status["history"]) == (state, last, history.hex()),
            "the events do not add up to the status")
    print(f"{origin} {size}: status {status['status'] if status else 'absent'} after {len(bundle['events'])} events, quorum time {time}")

# Tiles, c2sp.org/tlog-tiles.
def read(place, limit):
    source = urllib.request.urlopen(place, timeout=30) if place.startswith(("http://", "https://")) else None
    with source or (sys.stdin.buffer if place == "-" else open(place, "rb")) as file:
        data = file.read(limit + 1)
    require(len(data) <= limit, f"{place} is too long")
    return data

def tile_path(level, index, width):
    digits = str(index).zfill(-(-len(str(index)) // 3) * 3)
    parts = [digits[i:i + 3] for i in range(0, len(digits), 3)]
    return f"tile/{level}/" + "/".join([f"x{p}" for p in parts[:-1]] + parts[-1:]) + (f".p/{width}" if width < 256 else "")

def check_log(place, vkey, h, prefix):
    origin, hashes, level = vkey.split("+")[0], [], 0
    size, root = checkpoint_of(read(os.path.join(place, prefix + "checkpoint"), MAX_NOTE).decode(), vkey, origin)
    for start in range(0, size, 256):
        width = min(256, size - start)
        data = read(os.path.join(place, tile_path("entries", start // 256, width)), MAX_ENTRIES)
        for _ in range(width):
            length = int.from_bytes(data[:2], "big")
            require(len(data) >= 2 + length, f"entries from {start} on are cut off")
            hashes.append(h(b"\x00" + data[2:2 + length]))
            data = data[2 + length:]
        require(not data, f"entries from {start} on have more behind them")
    require(root_of(h, hashes) == root, f"{origin}: the entries do not add up to the root")
    while hashes:
        for start in range(0, len(hashes), 256):
            path = prefix + tile_path(level, start // 256, min(256, len(hashes) - start))
            require(read(os.path.join(place, path), 8192) == b"".join(hashes[start:start + 256]), f"{path} differs")
        level, hashes = level + 1, [root_of(h, hashes[i:i + 256]) for i in range(0, len(hashes) - 255, 256)]
    print(f"{origin}: {size} leaves add up to {base64.b64encode(root).decode()}")

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["checkpoint", "bundle", "log"])
    parser.add_argument("place")
    parser.add_argument("--vkey", action="append", required=True)
    parser.add_argument("--policy")
    given = parser.parse_args()
    try:
        policy = read(given.policy, MAX_NOTE).decode() if given.policy else "quorum none\n"
        keys = sorted(given.vkey, key=is_sm2)
        if given.what == "bundle":
            require([is_sm2(key) for key in keys] == [False, True], "a bundle takes the log's two keys")
            check_bundle(json.loads(read(given.place, MAX_BUNDLE)), *keys, policy)
        elif given.what == "checkpoint":
            note, origin = read(given.place, MAX_NOTE).decode(), keys[0].split("+")[0]
            print(f"{origin}: size {[checkpoint_of(note, key, origin)[0] for key in keys][0]}, quorum time {quorum_time(note, policy, keys[0])}")
        else:
            for key in keys:
                check_log(given.place, key, *((sm3, "sm3/") if is_sm2(key) else (sha256, "")))
    except (OSError, http.client.HTTPException) as e:
        return print(f"cannot read: {e}") or 2
    except (Wrong, ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, RecursionError) as e:
        return print(f"WRONG: {e!r}") or 1
    return 0

if __name__ == "__main__":
    sys.exit(main())

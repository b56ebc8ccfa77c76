#!/usr/bin/env python3
"""Checks the second, SM2 signature of a licence's PDF (CMS of GB/T 35275), with nothing but Python 3 and check.py beside it.

    pdf.py FILE ROOT    FILE: a licence as PDF; ROOT: the SM2 root certificate, PEM

Exit: 0 it was made over all of the file's bytes that its range names, with the key of a certificate that the root signed, and the
SM2 time stamp in it is of this signature; 1 something of that does not hold; 2 something cannot be read.
"""
import base64, re, sys
from check import Wrong, require, sm2_verifies, sm3

DATA, SIGNED, SM3 = "1.2.156.10197.6.1.4.2.1", "1.2.156.10197.6.1.4.2.2", "1.2.156.10197.1.401"
SM2 = ("1.2.156.10197.1.301.1", "1.2.156.10197.1.501")
STAMP, INFORMATION = "1.2.840.113549.1.9.16.2.14", "1.2.840.113549.1.9.16.1.4"

def values(der):
    """The DER values one behind the other: tag, contents, the whole."""
    found, at = [], 0
    while at < len(der):
        length, start = der[at + 1], at + 2
        if length & 0x80:
            start, length = start + (length & 0x7F), int.from_bytes(der[start:start + (length & 0x7F)], "big")
        require(start + length <= len(der), "a value ends behind its container")
        found.append((der[at], der[start:start + length], der[at:start + length]))
        at = start + length
    return found

inside = lambda der: [contents for _, contents, _ in values(der)]

def name(oid):
    numbers, n = [], 0
    for byte in oid:
        n = n << 7 | byte & 0x7F
        if not byte & 0x80:
            numbers, n = numbers + [n], 0
    first = min(numbers[0] // 40, 2)
    return ".".join(map(str, [first, numbers[0] - 40 * first, *numbers[1:]]))

def raw(signature):
    r, s = (int.from_bytes(n, "big") for n in inside(inside(signature)[0]))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")

def certificate(der):
    """Signed part, serial number, issuer, subject, public key, signature."""
    body, _, signature = values(inside(der)[0])
    parts = values(body[1])
    return body[2], parts[1][1], parts[3][2], parts[5][2], inside(parts[6][1])[1][1:], raw(signature[1][1:])

def verify(message, content, root, kind):
    """Checks signed data down to the root; its signature value and its unsigned attributes."""
    type_, body = inside(inside(message)[0])
    require(name(type_) == SIGNED, "not signed data of GB/T 35275")
    _, _, (_, holds, _), (_, certificates, _), (_, signers, _) = values(inside(body)[0])
    require(name(inside(holds)[0]) == kind, "it is of another kind of content")
    content = content if content is not None else inside(inside(holds)[1])[0]
    signed, serial, issuer, _, key, by = certificate(values(certificates)[0][2])
    _, _, root_issuer, root_subject, root_key, _ = certificate(root)
    require(issuer == root_subject == root_issuer and sm2_verifies(root_key, signed, by), "the root did not sign the certificate")
    fields = values(inside(signers)[0])
    require(values(fields[1][1])[0][2] == issuer and inside(fields[1][1])[1] == serial, "the signer is another certificate's")
    require(name(inside(fields[2][1])[0]) == SM3 and name(inside(fields[4][1])[0]) in SM2, "other algorithms")
    attributes = {name(inside(a)[0]): inside(inside(a)[1])[0] for a in inside(fields[3][1])}
    require(name(attributes["1.2.840.113549.1.9.3"]) == kind, "the content type is another")
    require(attributes["1.2.840.113549.1.9.4"] == sm3(content), "the content has another hash")
    require(sm2_verifies(key, b"\x31" + fields[3][2][1:], raw(fields[5][1])), "the signature does not verify")
    unsigned = {name(inside(a)[0]): inside(a)[1] for a in inside(fields[6][1])} if len(fields) > 6 else {}
    return fields[5][1], unsigned, content

def main():
    try:
        file = open(sys.argv[1], "rb").read()
        pem = open(sys.argv[2]).read()
        root = base64.b64decode("".join(re.search("-----BEGIN CERTIFICATE-----(.*?)-----END", pem, re.S).group(1).split()))
        ranges = re.findall(rb"/Type/Sig/.{1,2000}?/ByteRange\[(\d+) (\d+) (\d+) (\d+) *\]", file, re.S)
        require(len(ranges) == 2, f"{len(ranges)} signatures instead of two")
        start, length, behind, rest = map(int, ranges[1])
        require(start == 0, "the range does not begin with the file")
        value = bytes.fromhex(file[length + 1:behind - 1].decode())
        message = value[:4 + int.from_bytes(value[2:4], "big")]
        require(value[:2] == b"\x30\x82" and not any(value[len(message):]), "something follows the message")
        signature, unsigned, _ = verify(message, file[:length] + file[behind:behind + rest], root, DATA)
        print(f"SM2 signature over {length} and {rest} bytes")
        if STAMP in unsigned:
            _, _, information = verify(values(unsigned[STAMP])[0][2], None, root, INFORMATION)
            fields = inside(inside(information)[0])
            require(inside(fields[2])[1] == sm3(signature), "the time stamp is of something else")
            print(f"SM2 time stamp of {fields[4].decode()}")
    except OSError as e:
        return print(f"cannot read: {e}") or 2
    except (Wrong, ValueError, KeyError, IndexError, TypeError, AttributeError) as e:
        return print(f"WRONG: {e!r}") or 1
    return 0

if __name__ == "__main__":
    sys.exit(main())

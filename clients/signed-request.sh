#!/usr/bin/env bash
# Sends one signed request (RFC 9421) with openssl and curl alone, and verifies that the answer is the node's.
#
#   signed-request.sh METHOD ADDRESS KEY_FILE KEY_ID [BODY_FILE [IDEMPOTENCY_KEY]]
#
# KEY_FILE is a private key in PEM: Ed25519, P-256 or SM2. KEY_ID is its name in the node's settings. The content goes to standard output, the status to
# standard error. ANSWER_KEY names a file with what the node answered to GET /api/v1/answer-key; without it answers are not verified.
# CONTENT_TYPE is application/json unless it is set. Exit: 0 for 200 to 299, 1 for another status, 2 for an answer that is not signed by the node.
set -euo pipefail
[ $# -ge 4 ] && [ $# -le 6 ] || { sed -n '2,10p' "$0" >&2; exit 64; }
method=$1 address=$2 key=$3 key_id=$4 body=${5:-} once=${6:-} type=${CONTENT_TYPE:-application/json}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

digest_of() { printf 'sha-256=:%s:' "$(openssl dgst -sha256 -binary "$1" | base64 -w0)"; }

# r and s as 32 bytes each, out of the DER that openssl writes.
der_to_raw() {
  local hex
  hex=$(openssl asn1parse -inform DER -in "$1" | sed -n 's/.*INTEGER *:0*//p' | while read -r number; do printf '%64s' "$number" | tr ' ' 0; done)
  # shellcheck disable=SC2059
  printf "$(printf %s "$hex" | sed 's/../\\x&/g')"
}

sign() {
  local text
  text=$(openssl pkey -in "$key" -noout -text 2>/dev/null)
  case $text in
    *ED25519*) openssl pkeyutl -sign -inkey "$key" -rawin -in "$1" -out "$work/raw"; cat "$work/raw" ;;
    *SM2*) openssl pkeyutl -sign -inkey "$key" -rawin -digest sm3 -pkeyopt distid:1234567812345678 -in "$1" -out "$work/der"; der_to_raw "$work/der" ;;
    *P-256*) openssl dgst -sha256 -sign "$key" -out "$work/der" "$1"; der_to_raw "$work/der" ;;
    *) echo "$key is no Ed25519, P-256 or SM2 key." >&2; return 78 ;;
  esac
}

# What is covered, and the signature base (RFC 9421, 2.5): no line feed after the last line.
components='"@method" "@target-uri"'
base="\"@method\": $method"$'\n'"\"@target-uri\": $address"$'\n'
headers=()
cover() { components+=" \"$1\""; base+="\"$1\": $2"$'\n'; headers+=(-H "$1: $2"); }
if [ -n "$body" ]; then
  cover content-type "$type"
  cover content-digest "$(digest_of "$body")"
  headers+=(--data-binary "@$body")
fi
[ -z "$once" ] || cover idempotency-key "$once"

now=$(date +%s)
parameters="($components);created=$now;expires=$((now + 300));nonce=\"$(openssl rand -base64 18)\";keyid=\"$key_id\";tag=\"ledger-request-v1\""
printf '%s"@signature-params": %s' "$base" "$parameters" >"$work/base"
sign "$work/base" >"$work/signature"
signature=":$(base64 -w0 <"$work/signature"):"

status=$(curl -sS --path-as-is -X "$method" "${headers[@]}" -H "Signature-Input: sig1=$parameters" -H "Signature: sig1=$signature" \
  -D "$work/headers" -o "$work/answer" -w '%{http_code}' "$address")
[ -f "$work/answer" ] || : >"$work/answer"
cat "$work/answer"
field() { tr -d '\r' <"$work/headers" | sed -n "s/^$1: *//Ip" | tail -1; }

# The answer covers its own status and content, and this request's method, address and signature.
verify() {
  local covered input base answer_key answer_id
  answer_id=$(sed -n 's/.*"keyId" *: *"\([^"]*\)".*/\1/p' "$ANSWER_KEY")
  answer_key=$(sed -n 's/.*"publicKey" *: *"\([^"]*\)".*/\1/p' "$ANSWER_KEY" | sed 's/\\u002[Bb]/+/g')
  printf -- '-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n' "$answer_key" >"$work/answer-key"
  openssl pkey -pubin -in "$work/answer-key" -noout -text 2>/dev/null | grep -q ED25519 || { echo "Only answers signed with Ed25519 are verified here." >&2; return 2; }
  [ "$(field content-digest)" = "$(digest_of "$work/answer")" ] || return 2
  covered='"@status"' base="\"@status\": $status"$'\n'
  if [ -n "$(field content-type)" ]; then covered+=' "content-type"' base+="\"content-type\": $(field content-type)"$'\n'; fi
  covered+=' "content-digest" "@method";req "@target-uri";req "signature";req;key="sig1"'
  base+="\"content-digest\": $(field content-digest)"$'\n'"\"@method\";req: $method"$'\n'"\"@target-uri\";req: $address"$'\n'
  base+="\"signature\";req;key=\"sig1\": $signature"$'\n'
  input=$(field signature-input)
  case $input in "sig1=($covered);created="*";keyid=\"$answer_id\";"*";tag=\"ledger-answer-v1\"") ;; *) return 2 ;; esac
  printf '%s"@signature-params": %s' "$base" "${input#sig1=}" >"$work/base"
  field signature | sed 's/^sig1=:\(.*\):$/\1/' | base64 -d >"$work/signature"
  openssl pkeyutl -verify -pubin -inkey "$work/answer-key" -rawin -in "$work/base" -sigfile "$work/signature" >/dev/null 2>&1 || return 2
}

echo "$status" >&2
if [ -n "${ANSWER_KEY:-}" ]; then
  verify || { echo "The answer is not signed by the node." >&2; exit 2; }
  echo "The answer is signed by the node." >&2
fi
case $status in 2??) exit 0 ;; *) exit 1 ;; esac

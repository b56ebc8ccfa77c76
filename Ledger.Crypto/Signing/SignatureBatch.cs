using Ledger.Crypto.Curves;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Signing;

/// <summary>Verifies many signatures: those by known SM2 keys eight at a time where the processor can, the others one by one.</summary>
public static class SignatureBatch
{
    // Whose messages are hashed together.
    private const int MostTogether = 64;

    /// <summary>Whether each signature is what it is claimed to be; the answers are those of <see cref="VerifyingKey"/>.</summary>
    /// <param name="claims">Signatures by keys of any schemes.</param>
    /// <param name="answers">As many.</param>
    /// <exception cref="ArgumentException">There are not as many answers as claims.</exception>
    public static void Verify(ReadOnlySpan<SignatureClaim> claims, Span<bool> answers)
    {
        if (claims.Length != answers.Length)
        {
            throw new ArgumentException($"{claims.Length} claims have {answers.Length} answers.", nameof(answers));
        }

        if (Sm2Verification.Engine != Sm2Engine.Lanes)
        {
            for (int i = 0; i < claims.Length; i++)
            {
                answers[i] = claims[i].Key.Verify(claims[i].Message.Span, claims[i].Signature.Span);
            }

            return;
        }

        LaneGroup group = new();
        Digest[] hashes = new Digest[int.Min(claims.Length, MostTogether)];
        for (int start = 0; start < claims.Length; start += MostTogether)
        {
            int count = int.Min(claims.Length - start, MostTogether);
            VerifyInLanes(claims.Slice(start, count), answers.Slice(start, count), group, hashes.AsSpan(0, count));
        }
    }

    // All messages are hashed first, in lanes of their own.
    private static void VerifyInLanes(ReadOnlySpan<SignatureClaim> claims, Span<bool> answers, LaneGroup group, Span<Digest> hashes)
    {
        (Digest Identity, ReadOnlyMemory<byte> Message)[] messages = new (Digest, ReadOnlyMemory<byte>)[claims.Length];
        for (int i = 0; i < claims.Length; i++)
        {
            messages[i] = claims[i].Key.Sm2 is Sm2PublicKey sm2 ? (sm2.Identity, claims[i].Message) : default;
        }

        Sm2Digest.OfEach(messages, hashes);
        for (int i = 0; i < claims.Length; i++)
        {
            (VerifyingKey key, ReadOnlyMemory<byte> message, ReadOnlyMemory<byte> signature) = claims[i];
            if (key.Sm2 is not Sm2PublicKey sm2)
            {
                answers[i] = key.Verify(message.Span, signature.Span);
            }
            else if (Sm2Verification.LaneKeys.Find(sm2.Point) is LaneTable table && Sm2PublicKey.TryRead(signature.Span, out Scalar r, out Scalar s))
            {
                group.Add(i, sm2, hashes[i], new LaneClaim(table, Scalar.Reduce(hashes[i].Span), r, s));
                if (group.IsFull)
                {
                    group.Answer(claims, answers);
                }
            }
            else
            {
                answers[i] = sm2.VerifyHash(hashes[i], signature.Span, default(LaneTable));
            }
        }

        group.Answer(claims, answers);
    }

    /// <summary>Claims on their way into lanes.</summary>
    private sealed class LaneGroup
    {
        private readonly LaneClaim[] _claims = new LaneClaim[FieldLanes.Lanes];
        private readonly Sm2Answer[] _answers = new Sm2Answer[FieldLanes.Lanes];
        private readonly (int Place, Sm2PublicKey Key, Digest Hash)[] _origins = new (int, Sm2PublicKey, Digest)[FieldLanes.Lanes];
        private int _count;

        public bool IsFull => _count == _claims.Length;

        public void Add(int place, Sm2PublicKey key, Digest hash, in LaneClaim claim)
        {
            _origins[_count] = (place, key, hash);
            _claims[_count++] = claim;
        }

        public void Answer(ReadOnlySpan<SignatureClaim> claims, Span<bool> answers)
        {
            Sm2LaneEquation.CheckSome(_claims.AsSpan(0, _count), _answers.AsSpan(0, _count));
            for (int i = 0; i < _count; i++)
            {
                (int place, Sm2PublicKey key, Digest hash) = _origins[i];
                answers[place] = key.Settle(_answers[i], hash, claims[place].Signature.Span);
            }

            _count = 0;
        }
    }
}

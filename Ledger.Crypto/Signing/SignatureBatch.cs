using Ledger.Crypto.Curves;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Signing;

/// <summary>Verifies many signatures: those by known SM2 keys eight at a time where the processor can, the others one by one.</summary>
public static class SignatureBatch
{
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

        LaneGroup? group = Sm2Verification.Engine == Sm2Engine.Lanes ? new LaneGroup() : null;
        for (int i = 0; i < claims.Length; i++)
        {
            (VerifyingKey key, ReadOnlyMemory<byte> message, ReadOnlyMemory<byte> signature) = claims[i];
            if (group is null || key.Sm2 is not Sm2PublicKey sm2)
            {
                answers[i] = key.Verify(message.Span, signature.Span);
                continue;
            }

            Digest hash = sm2.HashOf(message.Span);
            if (Sm2Verification.LaneKeys.Find(sm2.Point) is LaneTable table && Sm2PublicKey.TryRead(signature.Span, out Scalar r, out Scalar s))
            {
                group.Add(i, sm2, hash, new LaneClaim(table, Scalar.Reduce(hash.Span), r, s));
                if (group.IsFull)
                {
                    group.Answer(claims, answers);
                }
            }
            else
            {
                answers[i] = sm2.VerifyHash(hash, signature.Span, default(LaneTable));
            }
        }

        group?.Answer(claims, answers);
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

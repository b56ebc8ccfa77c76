using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Verification;

public sealed class MutationTests : IDisposable
{
    private const int Seed = 20_261_122;
    private const int Rounds = 2_000;

    private readonly VerificationWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void No_damage_to_the_document_leaves_it_valid()
    {
        (byte[] document, byte[] bundle) = (_world.Document.ToBytes(), _world.Bundle.Format());
        Refuse(document, damaged => _world.Judge(damaged, bundle));
    }

    [Fact]
    public void No_damage_to_the_proof_leaves_it_valid()
    {
        (byte[] document, byte[] bundle) = (_world.Document.ToBytes(), _world.Bundle.Format());
        Refuse(bundle, damaged => _world.Judge(document, damaged));
    }

    [Fact]
    public void A_character_exchanged_for_its_neighbour_is_noticed_wherever_it_stands()
    {
        (byte[] document, byte[] bundle) = (_world.Document.ToBytes(), _world.Bundle.Format());
        for (int i = 0; i < bundle.Length; i += 2)
        {
            byte[] damaged = [.. bundle];
            damaged[i] ^= 1;
            Assert.False(_world.Judge(document, damaged).Conclusion == Conclusion.Valid, $"proof, byte {i}");
        }

        for (int i = 0; i < document.Length; i += 5)
        {
            byte[] damaged = [.. document];
            damaged[i] ^= 1;
            Assert.False(_world.Judge(damaged, bundle).Conclusion == Conclusion.Valid, $"document, byte {i}");
        }
    }

    [Fact]
    public void Damage_to_what_a_remote_log_answers_raises_a_doubt_and_nothing_else()
    {
        byte[] own = _world.Bundle.Format();
        _world.Log.Append(EventType.Issue, Ledger.Crypto.Hashing.Digest.Sha256("x"u8), [1], VerificationWorld.Now);
        _world.Log.Commit(VerificationWorld.Now);
        (byte[] fresh, byte[] path) = (_world.Bundle.Format(), _world.Log.Consistency(5).Format());
        byte[] document = _world.Document.ToBytes();
        Random random = new(Seed);
        int read = 0;
        for (int i = 0; i < Rounds; i++)
        {
            bool status = (i & 1) == 0;
            RemoteEvidence evidence;
            byte[] damaged = Mutation.Of(status ? fresh : path, random);
            try
            {
                evidence = new RemoteEvidence
                {
                    Status = StatusBundle.Parse(status ? damaged : fresh),
                    Consistency = LogConsistency.Parse(status ? path : damaged),
                };
            }
            catch (FormatException)
            {
                continue;
            }

            read++;
            bool same = damaged.AsSpan().SequenceEqual(status ? fresh : path);
            Conclusion found = _world.Judge(document, own, evidence).Conclusion;
            Assert.True(found == (same ? Conclusion.Valid : Conclusion.CannotTell), $"seed {Seed}, round {i}: {found}");
        }

        Assert.True(read > 20, $"only {read} answers could be read");
    }

    private static void Refuse(byte[] original, Func<byte[], Verdict> judge)
    {
        Random random = new(Seed);
        for (int i = 0; i < Rounds; i++)
        {
            byte[] damaged = Mutation.Of(original, random);
            Conclusion found = judge(damaged).Conclusion;
            Assert.True(
                damaged.AsSpan().SequenceEqual(original) ? found == Conclusion.Valid : found != Conclusion.Valid, $"seed {Seed}, round {i}: {found}");
        }
    }
}

using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Verification;

/// <summary>What is remembered of one proof is said of no other bytes, of no other key and by no other trust.</summary>
public sealed class ProofMemoryTests : IDisposable
{
    private readonly VerificationWorld _world = new();

    public void Dispose() => _world.Dispose();

    private TrustedLog Log => _world.Log.Trusted;

    [Fact]
    public void The_same_bytes_are_followed_once_for_one_key_and_one_trust()
    {
        TrustedLog log = Log;
        ProofMemory memory = new();
        byte[] bundle = Bundles(1)[0];
        StatusLinks links = memory.Follow(bundle, _world.MapKey, log);
        Assert.True(links.Hold);
        Assert.Same(links, memory.Follow([.. bundle], _world.MapKey, log));

        Assert.False(memory.Follow(bundle, Digest.Sha256("another"u8), log).Hold);
        using TestLog strange = new(VerificationWorld.Origin);
        Assert.False(memory.Follow(bundle, _world.MapKey, strange.Trusted).Hold);
        Assert.False(memory.Follow(bundle, _world.MapKey, log with { Origin = "ledger.example/other" }).Hold);

        // Of a log that is trusted just so, but by another policy: followed anew.
        Assert.NotSame(links, memory.Follow(bundle, _world.MapKey, log with { Address = null }));
    }

    [Fact]
    public void What_did_not_hold_is_not_remembered_and_a_changed_byte_is_another_proof()
    {
        TrustedLog log = Log;
        ProofMemory memory = new();
        byte[] bundle = Bundles(1)[0];
        Assert.True(memory.Follow(bundle, _world.MapKey, log).Hold);
        Random random = new(20261127);
        for (int round = 0; round < 200; round++)
        {
            byte[] changed = [.. bundle];
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
            Assert.False(Holds(memory, changed, log));
        }

        Digest nobody = Digest.Sha256("nobody"u8);
        Assert.NotSame(memory.Follow(bundle, nobody, log), memory.Follow(bundle, nobody, log));
    }

    [Fact]
    public void One_proof_more_than_the_most_takes_the_place_of_the_oldest()
    {
        TrustedLog log = Log;
        ProofMemory memory = new(most: 2);
        byte[][] bundles = Bundles(3);
        StatusLinks[] first = [.. bundles.Take(2).Select(bundle => memory.Follow(bundle, _world.MapKey, log))];
        Assert.Same(first[0], memory.Follow(bundles[0], _world.MapKey, log));
        Assert.Same(first[1], memory.Follow(bundles[1], _world.MapKey, log));

        memory.Follow(bundles[2], _world.MapKey, log);
        Assert.Same(first[1], memory.Follow(bundles[1], _world.MapKey, log));
        Assert.NotSame(first[0], memory.Follow(bundles[0], _world.MapKey, log));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_bundle_of_the_longest_length_is_kept_and_one_byte_more_is_not(int over, bool isKept)
    {
        TrustedLog log = Log;
        byte[] bundle = Bundles(1)[0];
        ProofMemory memory = new(longest: bundle.Length - over);
        Assert.Equal(isKept, ReferenceEquals(memory.Follow(bundle, _world.MapKey, log), memory.Follow(bundle, _world.MapKey, log)));
    }

    private static bool Holds(ProofMemory memory, byte[] bundle, TrustedLog log)
    {
        try
        {
            return memory.Follow(bundle, StatusBundle.Parse(bundle).MapKey, log).Hold;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>Proofs of the licence, each under another checkpoint.</summary>
    private byte[][] Bundles(int count)
    {
        TestLog log = _world.Log;
        byte[][] bundles = new byte[count][];
        for (int i = 0; i < count; i++)
        {
            log.Append(EventType.Issue, Digest.Sha256([(byte)i]), [3], VerificationWorld.IssuedAt);
            log.Commit(VerificationWorld.IssuedAt);
            bundles[i] = log.Bundle(_world.MapKey).Format();
        }

        return bundles;
    }
}

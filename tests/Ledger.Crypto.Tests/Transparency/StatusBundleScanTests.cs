using Ledger.Crypto.Hashing;
using Ledger.Crypto.Tests.Verification;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Tests.Transparency;

public sealed class StatusBundleScanTests : IDisposable
{
    private const int Damages = 4_000;

    private readonly VerificationWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void The_usual_bundle_is_read_without_a_tree()
    {
        foreach (StatusBundle bundle in Bundles().Take(3))
        {
            byte[] bytes = bundle.Format();
            Assert.Equal(bytes, StatusBundleScan.TryRead(bytes)!.Format());
        }
    }

    [Fact]
    public void Absence_and_bundles_without_events_are_left_to_the_tree()
    {
        foreach (StatusBundle bundle in Bundles().Skip(3))
        {
            byte[] bytes = bundle.Format();
            Assert.Null(StatusBundleScan.TryRead(bytes));
            Assert.Equal(bytes, StatusBundle.Parse(bytes).Format());
        }
    }

    [Fact]
    public void What_is_read_without_a_tree_is_read_with_one_to_the_same_bundle()
    {
        Random random = new(20261130);
        byte[][] bundles = [.. Bundles().Select(bundle => bundle.Format())];
        int read = 0;
        for (int i = 0; i < Damages; i++)
        {
            byte[] damaged = LicenceScanTests.Damage(bundles[i % bundles.Length], random);
            if (StatusBundleScan.TryRead(damaged) is { } bundle)
            {
                read++;
                Assert.Equal(damaged, bundle.Format());
                Assert.Equal(damaged, StatusBundle.ParseTree(damaged).Format());
            }
        }

        // Damage to a hash leaves a bundle, another one.
        Assert.InRange(read, Damages / 20, Damages);
    }

    [Fact]
    public void Events_that_do_not_ascend_are_refused_either_way()
    {
        StatusBundle bundle = _world.Bundle;
        byte[] bytes = (bundle with { Events = [bundle.Events[0], bundle.Events[0]] }).Format();
        Assert.NotNull(StatusBundleScan.TryRead(bytes));
        Assert.Throws<FormatException>(() => StatusBundle.Parse(bytes));
    }

    // Three usual ones, one of them anchored and one without bodies; one that shows an absence, one without events.
    private IEnumerable<StatusBundle> Bundles()
    {
        StatusBundle bundle = _world.Bundle;
        Digest hash = Digest.Sha256("anchor"u8);
        yield return bundle;
        yield return bundle with
        {
            Anchor = new BundledAnchor(1, new byte[20], 7, hash, hash, hash, hash, 1_780_000_000_000, hash, 12, [hash]),
        };
        yield return bundle with { Events = [.. bundle.Events.Select(each => each with { Body = null })] };
        yield return bundle with { Status = null, MapProof = bundle.MapProof with { Other = new StatusMapLeaf(hash, hash) } };
        yield return bundle with { Events = [] };
    }
}

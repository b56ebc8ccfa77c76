using Ledger.Crypto.Verification;
using Xunit.Abstractions;

namespace Ledger.Crypto.Tests.Verification;

/// <summary>New objects are counted, since what they cost shows nowhere else: whoever adds to them sees it here.</summary>
public sealed class NewMemoryTests(ITestOutputHelper output)
{
    private const int Verdicts = 100;

    // A tenth more than when this was written.
    private const int MostBytes = 82_000;

    [Fact]
    public void A_verdict_takes_no_more_new_memory_than_it_did()
    {
        using VerificationWorld world = new();
        LicenceVerifier verifier = new(world.Policy, new StandingClock(VerificationWorld.Now));
        (byte[] document, byte[] bundle) = (world.Document.ToBytes(), world.Bundle.Format());
        Expect.Valid(verifier.Verify(document, bundle, RemoteEvidence.None));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Verdicts; i++)
        {
            verifier.Verify(document, bundle, RemoteEvidence.None);
        }

        long each = (GC.GetAllocatedBytesForCurrentThread() - before) / Verdicts;
        output.WriteLine($"{each} bytes a verdict");
        Assert.InRange(each, 1, MostBytes);
    }
}

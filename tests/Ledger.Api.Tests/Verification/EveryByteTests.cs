using Ledger.Api.Verification;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Tests.Verification;

/// <summary>No byte of a file can be changed without a verdict that says so and names the part.</summary>
public sealed class EveryByteTests(Province province) : IClassFixture<Province>
{
    // What must not pass when a byte of the revision changed; any of them will do.
    private static readonly string[][] Parts =
    [
        ["file-form", "file-signature", "document-form", "file-time"], // the last where it is in the stamp of the first signature
        ["file-intact", "file-signature-sm2"],
        ["file-intact", "file-store"],
        ["file-intact", "file-time"],
    ];

    [Fact]
    public async Task Any_changed_byte_leaves_it_not_valid_and_names_the_revision()
    {
        byte[] file = await province.SmallPdfAsync(province.Identifiers[0]);
        FileParts parts = new(file);
        Assert.Equal(4, parts.Ends.Count);
        using TrustedVerifier verifier = new(province.Policy, TimeProvider.System);
        Verdict whole = await verifier.VerifyAsync(file, offline: true, CancellationToken.None);

        // The page is empty to be short, and nothing else is wrong: each changed byte has to bring another check down.
        Assert.Equal(["face-text"], Wrong(whole));

        bool isFull = Environment.GetEnvironmentVariable("LEDGER_TEST_FULL") == "1";
        await Parallel.ForAsync(0, file.Length, async (at, cancel) =>
        {
            byte[] changed = [.. file];
            foreach (byte mask in isFull ? Enumerable.Range(1, 255).Select(mask => (byte)mask) : [(byte)(1 << (at % 8))])
            {
                changed[at] = (byte)(file[at] ^ mask);
                Verdict verdict = await verifier.VerifyAsync(changed, offline: true, cancel);
                Assert.True(IsNamed(verdict, parts.RevisionOf(at)), $"byte {at} with {mask:x2}: {VerdictPrinter.Print(verdict)}");
            }
        });
    }

    /// <summary>A part of the changed revision fails or cannot be told; and what came before it stands.</summary>
    private static bool IsNamed(Verdict verdict, int revision)
    {
        bool firstStands = revision == 1 || Passed(verdict, "file-signature");
        bool secondStands = revision <= 2 || Passed(verdict, "file-signature-sm2");
        return Wrong(verdict).Intersect(Parts[revision - 1]).Any() && firstStands && secondStands;
    }

    private static string[] Wrong(Verdict verdict) =>
        [.. verdict.Checks.Where(check => check.Result is CheckResult.Failed or CheckResult.Unknown).Select(check => check.Name)];

    private static bool Passed(Verdict verdict, string name) => verdict.Checks.Any(check => check.Name == name && check.Result == CheckResult.Passed);
}

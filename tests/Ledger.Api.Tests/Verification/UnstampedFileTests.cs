using Ledger.Api.Documents.Reading;
using Ledger.Api.Verification;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Tests.Verification;

/// <summary>A time-stamping authority that is down stops no download: the file goes out without stamps, and the verdict says so.</summary>
public sealed class UnstampedFileTests : IAsyncLifetime, IDisposable
{
    // The table's digits and the references are what a change could go unseen in; every fifth byte meets all kinds.
    private const int QuickStep = 5;

    // Nobody listens on the discard port.
    private readonly Province _province = new() { Sources = ["http://127.0.0.1:9/"] };

    public Task InitializeAsync() => _province.InitializeAsync();

    public Task DisposeAsync() => _province.DisposeAsync();

    public void Dispose() => _province.Dispose();

    [Fact]
    public async Task An_OFD_is_valid_with_a_remark()
    {
        Verdict verdict = await JudgeAsync(_province.Ofd(_province.Identifiers[0]));
        Assert.True(verdict.Conclusion == Conclusion.Valid, VerdictPrinter.Print(verdict));
        Assert.Equal(CheckResult.Noted, verdict.Checks.Single(check => check.Name == "file-seal-time").Result);
    }

    [Fact]
    public async Task It_is_valid_with_both_signatures_and_a_remark()
    {
        byte[] file = _province.Pdf(_province.Identifiers[0]);
        Assert.Equal(2, PdfReader.Read(file, CancellationToken.None).Signatures.Count);
        Verdict verdict = await JudgeAsync(file);
        Assert.True(verdict.Conclusion == Conclusion.Valid, VerdictPrinter.Print(verdict));
        Check time = verdict.Checks.Single(check => check.Name == "file-time");
        Assert.Equal(CheckResult.Noted, time.Result);
        Assert.Contains("B-B", time.English, StringComparison.Ordinal);

        FileParts parts = new(file);
        Assert.Equal(3, parts.Ends.Count);
        foreach (int[] numbers in (int[][])[[1], [1, 2], [1, 3], [1, 2, 2, 3], [1, 2, 3, 3]])
        {
            Assert.Equal(Conclusion.NotValid, (await JudgeAsync(parts.File(numbers))).Conclusion);
        }
    }

    [Fact]
    public async Task No_byte_of_what_follows_the_second_signature_can_be_changed_though_nothing_covers_it()
    {
        int step = Environment.GetEnvironmentVariable("LEDGER_TEST_FULL") == "1" ? 1 : QuickStep;
        byte[] file = await _province.SmallPdfAsync(_province.Identifiers[0]);
        FileParts parts = new(file);
        using TrustedVerifier verifier = new(_province.Policy, TimeProvider.System);
        await Parallel.ForAsync(0, (file.Length - parts.Ends[1]) / step, async (i, cancel) =>
        {
            int at = parts.Ends[1] + (i * step);
            byte[] changed = [.. file];
            changed[at] ^= (byte)(1 << (i % 8));
            Verdict verdict = await verifier.VerifyAsync(changed, offline: true, cancel);

            // The empty page is no licence's face: another check has to fail.
            Assert.True(verdict.Checks.Any(check => check.Name != "face-text" && check.Result == CheckResult.Failed), $"byte {at}");
        });
    }

    private async Task<Verdict> JudgeAsync(byte[] file)
    {
        using TrustedVerifier verifier = new(_province.Policy, TimeProvider.System);
        return await verifier.VerifyAsync(file, offline: true, CancellationToken.None);
    }
}

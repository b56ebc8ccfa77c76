using Ledger.Api.Tests.Documents.Reading;
using Ledger.Api.Verification;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Tests.Verification;

/// <summary>PDFs of others, broken, attacked and sound, with what the list beside them expects.</summary>
public sealed class OthersPdfTests : IDisposable
{
    private readonly TrustedVerifier _verifier = new(new TrustPolicy([], [], null, TimeSpan.FromDays(1)), TimeProvider.System);

    [VectorFact]
    public void No_file_of_the_collection_is_valid_hangs_or_breaks_the_reader()
    {
        (string Class, byte[] File)[] files = [.. Manifest()];
        Assert.True(files.Length > 100);
        foreach ((string kind, byte[] file) in files)
        {
            Verdict? verdict = null;
            bool quick = Patience.AnswersWithinASecond(() => verdict = Judge(file));

            Assert.True(quick);
            Assert.NotEqual(Conclusion.Valid, verdict!.Conclusion);
            Assert.False(kind == "attack-signed" && IsWholeAndRight(verdict), string.Join(' ', verdict.Checks));
        }
    }

    [VectorFact]
    public void Each_signature_is_judged_by_itself()
    {
        (string Name, int Right, int Failed)[] expected =
        [
            ("minimal-two-fields-signed-twice.pdf", 2, 0),
            ("sig-with-ski-sid.pdf", 1, 0),
            ("sig-no-signed-attrs.pdf", 1, 0),
            ("pades-lta-dss-indirect-arrs-test.pdf", 2, 0),
            ("one-byterange.pdf", 0, 1),
            ("signature-gap-too-big.pdf", 0, 1),
            ("tail-uncovered.pdf", 1, 1), // pdfsig, too: "Signature is Valid", "Not total document signed"
            ("base.pdf", 0, 1), // its value is nothing but zeros, whatever the list says; pdfsig cannot judge it either
            ("weird-byterange.pdf", 0, 1),
        ];
        Assert.Equal(expected, expected.Select(row =>
        {
            Verdict verdict = Judge(File.ReadAllBytes(Find(row.Name)));
            int failed = verdict.Checks.Count(check => check.Result == CheckResult.Failed);
            Assert.Equal(failed > 0 ? Conclusion.NotValid : Conclusion.CannotTell, verdict.Conclusion);
            return (row.Name, verdict.Checks.Count(check => check is { Name: "others-signature", Result: CheckResult.Passed }), failed);
        }));
    }

    [VectorFact]
    public void What_is_appended_behind_a_signature_is_said()
    {
        Check behindTheLast = Judge(File.ReadAllBytes(Find("base.pdf"))).Checks.Single(check => check.Name == "others-appended");
        IReadOnlyList<Check> betweenTwo = Judge(File.ReadAllBytes(Find("form-update-override-appearance-stream-sneaky.pdf"))).Checks;

        Assert.Equal(CheckResult.Unknown, behindTheLast.Result);
        Assert.Contains("未经签名", behindTheLast.Chinese, StringComparison.Ordinal);
        Assert.Equal(
            [CheckResult.Unknown, CheckResult.Passed],
            betweenTwo.Where(check => check.Name == "others-coverage").Select(check => check.Result));
    }

    public void Dispose() => _verifier.Dispose();

    private Verdict Judge(byte[] file) => _verifier.VerifyAsync(file, offline: true, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Whether every signature covers the whole file, one is right, and nothing is wrong.</summary>
    private static bool IsWholeAndRight(Verdict verdict) =>
        verdict.Checks.Any(check => check is { Name: "others-signature", Result: CheckResult.Passed })
        && verdict.Checks.All(check => check.Name is not ("others-coverage" or "others-appended") || check.Result == CheckResult.Passed)
        && verdict.Conclusion != Conclusion.NotValid;

    private static string Find(string name) => Directory.GetFiles(Vectors.Path("pdf"), name, SearchOption.AllDirectories).Single();

    private static IEnumerable<(string Class, byte[] File)> Manifest() => File.ReadLines(Vectors.Path("pdf", "manifest.tsv")).Skip(1)
        .Select(line => line.Split('\t')).Select(columns => (columns[3], File.ReadAllBytes(Vectors.Path(columns[0]))));
}

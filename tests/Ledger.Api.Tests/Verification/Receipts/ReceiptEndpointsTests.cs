using System.Net;
using Ledger.Api.Tests.Documents;
using Ledger.Api.Verification.Receipts;
using Ledger.Crypto.Receipts;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Tests.Verification.Receipts;

public sealed class ReceiptEndpointsTests(TestNode node) : IClassFixture<TestNode>
{
    private static readonly byte[] Licence = SampleLicence.Write(SampleLicence.Food, TestSigner.ForPdf);

    [Theory]
    [InlineData("")]
    [InlineData("?form=json")]
    [InlineData("?form=pdf")]
    public async Task A_receipt_holds_for_its_file_and_no_other(string form)
    {
        byte[] receipt = await AskAsync(Licence, form);

        IReadOnlyList<Check> checks = ReceiptFileChecks.Make(receipt, Licence, node.Policy, out VerificationReceipt? stated);
        IReadOnlyList<Check> ofAnother = ReceiptFileChecks.Make(receipt, Licence[1..], node.Policy, out _);

        Assert.All(checks, check => Assert.Equal(CheckResult.Passed, check.Result));
        Assert.NotEqual(Conclusion.Valid, stated!.Conclusion);
        Assert.Equal(node.Node.Options.Origin, stated.Node);
        Assert.NotEmpty(stated.Checks);
        Assert.Equal("receipt-file", Assert.Single(ofAnother, check => check.Result == CheckResult.Failed).Name);
    }

    [Fact]
    public async Task Under_other_roots_nobody_can_tell()
    {
        byte[] receipt = await AskAsync(Licence, "");

        IReadOnlyList<Check> checks = ReceiptFileChecks.Make(receipt, null, node.Policy with { Roots = [] }, out _);

        Assert.Equal(2, checks.Count(check => check.Result == CheckResult.Unknown));
    }

    [Fact]
    public async Task No_changed_byte_of_a_receipt_holds()
    {
        byte[] receipt = await AskAsync(Licence, "");
        for (int i = 0; i < receipt.Length; i++)
        {
            byte[] changed = [.. receipt];
            changed[i] ^= 1;
            Assert.Contains(
                ReceiptFileChecks.Make(changed, null, node.Policy, out _), check => check.Result is CheckResult.Failed or CheckResult.Unknown);
        }
    }

    [Fact]
    public async Task The_PDF_is_clean_to_other_programs_and_its_signature_valid()
    {
        byte[] receipt = await AskAsync(Licence, "?form=pdf");
        using TemporaryFolder folder = new();
        string file = folder["receipt.pdf"];
        await File.WriteAllBytesAsync(file, receipt);

        Assert.Contains("No syntax or stream encoding errors found", Tool.Run("qpdf", "qpdf", "--check", file), StringComparison.Ordinal);
        Assert.Contains("Signature is Valid", Tool.Run("pdfsig", "poppler-utils", file), StringComparison.Ordinal);
        string text = Tool.Run("pdftotext", "poppler-utils", file, "-");
        Assert.Contains("电子证照核验回执", text, StringComparison.Ordinal);
        ReceiptFileChecks.Make(receipt, null, node.Policy, out VerificationReceipt? stated);
        string[] words = [.. stated!.Checks.SelectMany(check => check.English.Split(' ')).Where(word => word.All(char.IsAsciiLetter))];
        Assert.Empty(words.Except(text.Split((char[]?)null))); // none is broken where a line ends
        receipt[receipt.Length / 2] ^= 1;
        Assert.Contains(ReceiptFileChecks.Make(receipt, null, node.Policy, out _), check => check.Result == CheckResult.Failed);
    }

    [Fact]
    public async Task Another_form_is_refused()
    {
        using ByteArrayContent body = new(Licence);
        using HttpResponseMessage answer = await node.Anyone.PostAsync(new Uri("/api/v1/verifications/receipt?form=xml", UriKind.Relative), body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task After_the_certificates_end_no_receipt_is_signed()
    {
        TestClock clock = new();
        using TestNode late = new() { Time = clock };
        await late.InitializeAsync();
        clock.Now += TimeSpan.FromDays((5 * 365) + 1);
        using ByteArrayContent body = new(Licence);
        using HttpResponseMessage answer = await late.Anyone.PostAsync(new Uri("/api/v1/verifications/receipt", UriKind.Relative), body);
        string problem = await answer.Content.ReadAsStringAsync();
        await late.DisposeAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("urn:ledger:problem:unavailable", problem, StringComparison.Ordinal);
    }

    private async Task<byte[]> AskAsync(byte[] file, string form)
    {
        using ByteArrayContent body = new(file);
        body.Headers.ContentType = new("application/pdf");
        using HttpResponseMessage answer = await node.Anyone.PostAsync(new Uri("/api/v1/verifications/receipt" + form, UriKind.Relative), body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync();
    }
}

using System.Text.Json.Nodes;
using Ledger.Api.Documents;
using Ledger.Api.Tests.Documents;
using Ledger.Api.Verification;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Tests.Licences;

/// <summary>Every licence type, from the request to the file in a stranger's hand.</summary>
public sealed class EveryTypeTests(EveryTypeNode node) : IClassFixture<EveryTypeNode>
{
    private const string Refresh = "LEDGER_REFRESH_GOLDEN";

    private static readonly LicenceTypes Types = LicenceTypes.Embedded();

    public static TheoryData<string> Codes => [.. Types.All.Select(type => type.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Its_data_is_the_golden_one(string type)
    {
        IssuedSample sample = node[type];
        JsonObject json = new()
        {
            ["printed"] = sample.Read.Json["fields"]!.DeepClone(),
            ["document"] = JsonNode.Parse(node.Node.Node.Licences.Open(sample.Licence.Issuer, sample.Identifier).DocumentBytes.Span),
        };
        string text = LicenceGolden.Of(sample.Licence, json);
        string file = Path.Combine(Repository.Root, "tests", "Ledger.Api.Tests", "Golden", "licences", $"{type}.json");
        if (Environment.GetEnvironmentVariable(Refresh) == "1")
        {
            await File.WriteAllTextAsync(file, text);
        }

        Assert.True(
            text == await File.ReadAllTextAsync(file),
            $"The licence differs from {file}. If that is meant, run this test with {Refresh}=1 and commit the file.");
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Its_file_verifies_without_a_network(string type)
    {
        using TrustedVerifier stranger = TrustedVerifier.Load(node.Node.TrustFolderPath, TimeProvider.System);
        foreach (byte[] file in new[] { node[type].Pdf, node[type].Ofd })
        {
            Verdict verdict = await stranger.VerifyAsync(file, offline: true, CancellationToken.None);
            Assert.True(verdict.Conclusion == Conclusion.Valid, VerdictText.Sentence(verdict, english: true));
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Qpdf_finds_nothing_wrong(string type) => Tool.Run("qpdf", "qpdf", "--check", node.PdfOf(type));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Pdfsig_finds_both_signatures_and_the_whole_file_signed(string type)
    {
        string[] signatures = Tool.Run("pdfsig", "poppler-utils", "-nocert", node.PdfOf(type)).Split("Signature #")[1..];
        Assert.Equal(3, signatures.Length); // P-256, SM2, and the time stamp over both
        Assert.Contains("Signature Validation: Signature is Valid.", signatures[0], StringComparison.Ordinal);
        Assert.Contains("Total document signed", signatures[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("Not total document signed", signatures[^1], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Its_file_has_at_most_120_KiB(string type)
    {
        Assert.InRange(node[type].Pdf.Length, 60 << 10, 120 << 10);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Its_first_page_is_drawn_by_another_program_and_kept_to_be_looked_at(string type)
    {
        string picture = Path.Combine(Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "types")).FullName, type);
        Tool.Run("pdftoppm", "poppler-utils", "-png", "-singlefile", "-r", "60", node.PdfOf(type), picture);
        Assert.InRange(new FileInfo(picture + ".png").Length, 10_000, 2_000_000);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Pdftotext_reads_every_value(string type)
    {
        IssuedSample sample = node[type];
        string text = Squeezed(Tool.Run("pdftotext", "poppler-utils", "-raw", node.PdfOf(type), "-"));
        Assert.Contains(sample.Identifier, text, StringComparison.Ordinal);
        Assert.Contains(Squeezed(sample.Licence.Number), text, StringComparison.Ordinal);
        LicenceType definition = Types.Find(type)!;
        foreach (LicenceField field in definition.Fields)
        {
            if (sample.Licence.Fields.TryGetValue(field.Key, out string? value))
            {
                if (definition.Template!.Tables?.FirstOrDefault(table => table.Field == field.Key) is { } table)
                {
                    Assert.All(value.Split("；").SelectMany(row => row.Split(table.Separator)), cell => Assert.Contains(Squeezed(cell), text, StringComparison.Ordinal));
                    continue;
                }

                string printed = field.Kind is FieldKind.Date ? PrintedFace.ChineseDate(LicenceDate.Parse(value)) : value;
                Assert.True(text.Contains(Squeezed(printed), StringComparison.Ordinal), $"{field.Label}: {printed}");
            }
        }
    }

    private static string Squeezed(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
}

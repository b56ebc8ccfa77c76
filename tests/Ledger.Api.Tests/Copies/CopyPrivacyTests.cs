using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Api.Documents;
using Ledger.Api.Documents.Reading;
using Ledger.Api.Tests.Documents;
using Ledger.Api.Tests.Verification;
using Ledger.Api.Verification;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Api.Tests.Copies;

/// <summary>Of fields that a copy does not show nothing is in its file: every byte is looked at, deflated ones too, and what programs of others read out of it.</summary>
public sealed class CopyPrivacyTests : IAsyncLifetime, IDisposable
{
    private const string Type = "ride-hailing-driver-licence";
    private const int ShortestValue = 6;

    private readonly TestNode _node = new() { Authorities = DemoWorld.Authorities };
    private readonly TemporaryFolder _folder = new();
    private JpegPhoto _photo = null!;
    private LicenceDocument _whole = null!;
    private string _issuer = "";

    public async Task InitializeAsync()
    {
        await _node.InitializeAsync();
        _photo = SamplePhoto.Make(_folder);
        JsonObject request = DemoSamples.Of(Type, LicenceDate.InChina(TimeProvider.System.GetUtcNow())).ToRequest();
        (request["number"], request["fields"]!["ZH"], request["serial"]) = ("320100654399", "320100654399", "PRIVATE01");
        request["photo"] = Convert.ToBase64String(_photo.File.Span);
        _issuer = (string)request["issuer"]!;
        using HttpClient department = _node.SystemOf(_issuer);
        Answer issued = await department.IssueAsync(request);
        Assert.True(issued.Status == HttpStatusCode.Created, issued.Text);
        _whole = _node.Node.Licences.Open(_issuer, issued["identifier"]).Document;
    }

    public Task DisposeAsync() => _node.DisposeAsync();

    public void Dispose()
    {
        _node.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Nothing_of_a_field_that_is_not_shown_is_in_a_copy()
    {
        string[] hidden = [.. HiddenBy().SelectMany(field => new[] { field.Value, field.Salt }).Where(text => Encoding.UTF8.GetByteCount(text) >= ShortestValue)];
        Assert.True(hidden.Length > 15, $"only {hidden.Length} values to look for");
        (byte[] pdf, byte[] ofd) = await CopyAsync(JsonValue.Create("ZZMC"));
        Assert.DoesNotContain(AttachedNames.Photo, PdfReader.Read(pdf, CancellationToken.None).Attachments.Keys);
        foreach (byte[] file in (byte[][])[pdf, ofd])
        {
            FileContent content = FileContent.Of(file);
            Assert.All(hidden, text => Assert.False(content.Has(text), text));
            Assert.False(content.Has(_photo.File.Span[..256]));
        }

        string path = _folder["copy.pdf"];
        await File.WriteAllBytesAsync(path, pdf);
        string text = Tool.Run("pdftotext", "poppler-utils", path, "-") + Tool.Run("pdfinfo", "poppler-utils", path) + Tool.Run("qpdf", "qpdf", "--json", path);
        Assert.All(hidden, value => Assert.DoesNotContain(value, text, StringComparison.Ordinal));

        // The same search finds all of that in a copy that shows everything: it can see.
        (byte[] fullPdf, byte[] fullOfd) = await CopyAsync();
        foreach (byte[] file in (byte[][])[fullPdf, fullOfd])
        {
            FileContent content = FileContent.Of(file);
            Assert.All(hidden, value => Assert.True(content.Has(value), value));
            Assert.True(content.Has(_photo.File.Span[..256]));
        }
    }

    [Fact]
    public async Task A_photograph_is_in_a_copy_that_shows_it_and_is_compared()
    {
        (byte[] pdf, byte[] ofd) = await CopyAsync(JsonValue.Create("KZ_ZP"));
        Assert.Equal(_photo.File.ToArray(), PdfReader.Read(pdf, CancellationToken.None).Attachments[AttachedNames.Photo].ToArray());
        using TrustedVerifier stranger = TrustedVerifier.Load(_node.TrustFolderPath, TimeProvider.System);
        Verdict verdict = await stranger.VerifyAsync(pdf, offline: true, CancellationToken.None);
        Assert.True(verdict.Conclusion == Conclusion.Valid, VerdictText.Sentence(verdict, english: true));
        Assert.Equal(CheckResult.Passed, Assert.Single(verdict.Checks, check => check.Name == "photo").Result);
        Assert.Equal(Conclusion.Valid, (await stranger.VerifyAsync(ofd, offline: true, CancellationToken.None)).Conclusion);
    }

    [Fact]
    public async Task A_copy_is_signed_as_every_file_is()
    {
        (byte[] pdf, _) = await CopyAsync(JsonValue.Create("ZZMC"));
        string path = _folder["signed.pdf"];
        await File.WriteAllBytesAsync(path, pdf);
        _ = Tool.Run("qpdf", "qpdf", "--check", path);
        string signatures = Tool.Run("pdfsig", "poppler-utils", "-nocert", path);
        foreach (string part in (string[])["Signature Validation: Signature is Valid.", "Signature Field Name: Signature2", "Signature Field Name: TimeStamp1"])
        {
            Assert.Contains(part, signatures, StringComparison.Ordinal);
        }

        Assert.Equal(
            [AttachedNames.Copy, AttachedNames.Document, AttachedNames.Metadata, AttachedNames.Proof, AttachedNames.SealProof, AttachedNames.Type],
            PdfReader.Read(pdf, CancellationToken.None).Attachments.Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>Fields whose values no field shown has.</summary>
    private FaceField[] HiddenBy(params string[] chosen)
    {
        string[] always = ["ZZMC", "ZZLXDM", "ZZBS", "ZZBFJG", "ZZBFJGDM", "ZZBFRQ", "ZZYXQQSRQ", "ZZYXQJZRQ"];
        ILookup<bool, FaceField> fields = _whole.Fields.ToLookup(field => always.Contains(field.Name));
        return [.. fields[false].Where(field => !chosen.Contains(field.Name) && !fields[true].Any(shown => shown.Value.Contains(field.Value, StringComparison.Ordinal)))];
    }

    private async Task<(byte[] Pdf, byte[] Ofd)> CopyAsync(params JsonNode?[] fields)
    {
        JsonObject body = new()
        {
            ["purpose"] = "办理开户",
            ["recipient"] = new JsonObject { ["name"] = "苏州示例银行", ["code"] = "91310105MADEM0011P" },
            ["expiresAt"] = DateTimeOffset.UtcNow.AddDays(1).ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture),
            ["operator"] = "clerk-1",
        };
        if (fields.Length > 0)
        {
            body["fields"] = new JsonArray(fields);
        }

        using HttpClient department = _node.SystemOf(_issuer);
        Answer made = await department.PostJsonAsync($"{Calls.Licences}/{_whole.Statement.Identifier}/copies", body, Calls.NewKey());
        Assert.True(made.Status == HttpStatusCode.Created, made.Text);
        Answer pdf = await department.ReadAsync(made["file"]);
        Assert.True(pdf.Status == HttpStatusCode.OK, pdf.Text);
        Answer ofd = await department.ReadAsync(made["file"].Replace("/pdf", "/ofd", StringComparison.Ordinal));
        Assert.True(ofd.Status == HttpStatusCode.OK, ofd.Text);
        Assert.Equal("application/ofd", ofd.Headers["Content-Type"]);
        return (pdf.Bytes, ofd.Bytes);
    }
}

using System.Net;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Api.Documents;
using Ledger.Api.Documents.Reading;
using Ledger.Api.Tests.Verification;
using Ledger.Api.Verification;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Api.Tests.Licences;

/// <summary>A licence with the photograph of its holder, from the request to the file.</summary>
public sealed class PhotoTests(EveryTypeNode node) : IClassFixture<EveryTypeNode>
{
    [Fact]
    public async Task A_photograph_is_signed_by_its_digest_carried_drawn_and_compared()
    {
        using TemporaryFolder folder = new();
        JpegPhoto photo = SamplePhoto.Make(folder);
        JsonObject request = Request("320100654398");
        request["photo"] = Convert.ToBase64String(photo.File.Span);
        using HttpClient department = node.Node.SystemOf((string)request["issuer"]!);
        Answer issued = await department.IssueAsync(request);
        Assert.True(issued.Status == HttpStatusCode.Created, issued.Text);
        Answer pdf = await department.ReadAsync(issued.Headers["Location"] + "/pdf?labels=zh-en");
        Assert.Equal(HttpStatusCode.OK, pdf.Status);
        PdfReading reading = PdfReader.Read(pdf.Bytes, CancellationToken.None);
        Assert.Equal(photo.File.ToArray(), reading.Attachments[AttachedNames.Photo].ToArray());
        Assert.Equal(photo.Digest, LicenceDocument.Parse(reading.Attachments[AttachedNames.Document].Span)["KZ_ZP"]);
        using TrustedVerifier stranger = TrustedVerifier.Load(node.Node.TrustFolderPath, TimeProvider.System);
        Verdict verdict = await stranger.VerifyAsync(pdf.Bytes, offline: true, CancellationToken.None);
        Assert.True(verdict.Conclusion == Conclusion.Valid, VerdictText.Sentence(verdict, english: true));
        Assert.Equal(CheckResult.Passed, Assert.Single(verdict.Checks, check => check.Name == "photo").Result);

        Answer ofd = await department.ReadAsync(issued.Headers["Location"] + "/ofd");
        Assert.Equal(HttpStatusCode.OK, ofd.Status);
        Assert.Equal(photo.File.ToArray(), OfdReader.Read(ofd.Bytes, CancellationToken.None).Attachments[AttachedNames.Photo].ToArray());
        Verdict ofOfd = await stranger.VerifyAsync(ofd.Bytes, offline: true, CancellationToken.None);
        Assert.True(ofOfd.Conclusion == Conclusion.Valid, VerdictText.Sentence(ofOfd, english: true));
        Assert.Equal(CheckResult.Passed, Assert.Single(ofOfd.Checks, check => check.Name == "photo").Result);

        Answer next = await department.ReadAsync(issued.Headers["Location"]);
        Assert.Contains(photo.Digest, next.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await department.ReadAsync(issued.Headers["Location"] + "/pdf?labels=en")).Status);
    }

    [Fact]
    public async Task What_is_no_photograph_or_has_no_place_is_refused()
    {
        using TemporaryFolder folder = new();
        string photo = Convert.ToBase64String(SamplePhoto.Make(folder).File.Span);
        await RefusedAsync("/photo", Request("320100654397"), "AAAA");
        await RefusedAsync("/photo", Request("320100654397"), "no base64");
        JsonObject digest = Request("320100654397");
        digest["fields"]!["ZP"] = new string('0', 64);
        await RefusedAsync("/fields/ZP", digest, null);
        await RefusedAsync("/fields/ZP", digest, photo);
        JsonObject business = DemoSamples.Of("business-licence", LicenceDate.InChina(TimeProvider.System.GetUtcNow())).ToRequest();
        business["serial"] = "NOPHOTO1";
        await RefusedAsync("/photo", business, photo);
    }

    private async Task RefusedAsync(string field, JsonObject request, string? photo)
    {
        JsonObject sent = request.DeepClone().AsObject();
        if (photo is not null)
        {
            sent["photo"] = photo;
        }

        using HttpClient department = node.Node.SystemOf((string)sent["issuer"]!);
        Answer answer = await department.IssueAsync(sent);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains($"\"{field}\"", answer.Text, StringComparison.Ordinal);
    }

    private static JsonObject Request(string number)
    {
        JsonObject request = DemoSamples.Of("ride-hailing-driver-licence", LicenceDate.InChina(TimeProvider.System.GetUtcNow())).ToRequest();
        request["serial"] = number;
        request["number"] = number;
        request["fields"]!["ZH"] = number;
        return request;
    }
}

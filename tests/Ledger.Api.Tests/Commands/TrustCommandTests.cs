using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Commands;
using Ledger.Api.Verification;
using Ledger.Api.Verification.Offline;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Tests.Commands;

/// <summary>Trust as one file, made by a command and read by the others; and the page that carries it.</summary>
public sealed class TrustCommandTests(TestNode node) : IClassFixture<TestNode>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_exported_bundle_is_what_the_folder_says_and_verifies_as_it_does()
    {
        string bundle = _folder["bundle.json"];
        Assert.Equal(ExitCode.Done, await RunAsync(TrustCommand.Create(), "export", "--trust", node.TrustFolderPath, "--out", bundle));
        Assert.Equal(new TrustBundle(node.Policy).ToBytes(), await File.ReadAllBytesAsync(bundle));
        Assert.Equal(node.Policy.ToBytes(), TrustSource.Load(bundle).ToBytes());

        Answer issued = await node.Department.IssueAsync();
        string pdf = _folder["licence.pdf"];
        await File.WriteAllBytesAsync(pdf, (await node.Department.ReadAsync($"{Calls.Licences}/{issued["identifier"]}/pdf")).Bytes);
        Assert.Equal(ExitCode.Done, await RunAsync(VerifyCommand.Create(), pdf, "--offline", "--trust", bundle));

        // Made again from the bundle itself it is the same file, so the same digest.
        Assert.Equal(ExitCode.Done, await RunAsync(TrustCommand.Create(), "export", "--trust", bundle, "--out", _folder["again.json"]));
        Assert.Equal(await File.ReadAllBytesAsync(bundle), await File.ReadAllBytesAsync(_folder["again.json"]));
    }

    [Fact]
    public async Task A_stranger_with_the_bundle_alone_verifies_a_presentation_offline()
    {
        string folder = _folder["trust"];
        TrustFolder.Save(folder, node.Policy with { Issuers = [.. node.Node.Keys.Authorities.Select(authority => authority.SigningCertificate)] });
        string bundle = _folder["bundle.json"];
        Assert.Equal(ExitCode.Done, await RunAsync(TrustCommand.Create(), "export", "--trust", folder, "--out", bundle));
        string path = $"{Calls.Licences}/{(await node.Department.IssueAsync())["identifier"]}/presentations";

        // So many fields that the issuer's certificate has no room beside them.
        JsonObject body = new() { ["fields"] = new JsonArray("ZZMC", "KZ_MC", "KZ_ZS", "KZ_LX", "CZZT") };
        Answer made = await node.Department.PostJsonAsync(path, body);
        Assert.True(made.Status == HttpStatusCode.OK, made.Text);
        Assert.False(made.Json["hasCertificate"]!.GetValue<bool>());
        Assert.Equal(ExitCode.Done, await RunAsync(VerifyCommand.Create(), "--qr", made["text"], "--offline", "--trust", bundle));
        Assert.Equal(ExitCode.Done, await RunAsync(VerifyCommand.Create(), "--qr", made["text"], "--offline", "--trust", folder));
        string without = _folder["without.json"];
        await File.WriteAllBytesAsync(without, new TrustBundle(node.Policy).ToBytes());
        Assert.Equal(ExitCode.CannotTell, await RunAsync(VerifyCommand.Create(), "--qr", made["text"], "--offline", "--trust", without));
        Assert.Equal(ExitCode.DoesNotHold, await RunAsync(VerifyCommand.Create(), "--qr", made["text"][..^1], "--offline", "--trust", bundle));
    }

    [Fact]
    public async Task A_damaged_bundle_is_refused_with_its_name()
    {
        string bundle = _folder["bundle.json"];
        byte[] bytes = new TrustBundle(node.Policy).ToBytes();
        foreach (byte[] wrong in (byte[][])[[], bytes[..^1], [.. bytes, (byte)'\n'], node.Policy.ToBytes(), new byte[TrustBundle.MaximumBytes + 1]])
        {
            await File.WriteAllBytesAsync(bundle, wrong);
            Assert.Contains("bundle.json", Assert.Throws<FormatException>(() => TrustSource.Load(bundle)).Message, StringComparison.Ordinal);
            Assert.Equal(ExitCode.WrongUsage, await RunAsync(TrustCommand.Create(), "show", "--trust", bundle));
        }
    }

    [Fact]
    public async Task The_page_is_written_and_the_node_gives_the_same_one()
    {
        string page = _folder["verify.html"];
        Assert.Equal(ExitCode.Done, await RunAsync(TrustCommand.Create(), "page", "--trust", node.TrustFolderPath, "--out", page));
        byte[] written = await File.ReadAllBytesAsync(page);
        Assert.Equal(OfflinePage.Write(new TrustBundle(node.Policy)), written);
        Assert.Contains("default-src 'none'", Encoding.UTF8.GetString(written), StringComparison.Ordinal);

        using HttpResponseMessage answer = await node.Anyone.GetAsync(new Uri("/verify.html", UriKind.Relative));
        Assert.Equal(written, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("verify.html", answer.Content.Headers.ContentDisposition?.FileName);
    }

    private static async Task<int> RunAsync(System.CommandLine.Command command, params string[] arguments) =>
        (await CommandRun.OfAsync(command, arguments)).ExitCode;
}

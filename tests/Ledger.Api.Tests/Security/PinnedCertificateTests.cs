using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Ledger.Api.Tests.Documents;
using Ledger.Api.Tests.Hosting;
using Ledger.Crypto.HttpSignatures;
using Ledger.Crypto.Signing;
using Ledger.Node.Outgoing;
using Ledger.Node.Security;

namespace Ledger.Api.Tests.Security;

/// <summary>A node that speaks TLS itself, and systems of which it knows the certificate.</summary>
public sealed class PinnedCertificateTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SigningSystem _pinned = new(SignatureAlgorithm.Ed25519, "pinned");
    private readonly SigningSystem _plain = new(SignatureAlgorithm.Ed25519, "plain");
    private readonly TestNode _node;
    private readonly Uri _address;

    public PinnedCertificateTests()
    {
        string own = TlsFiles.Make(_folder["system.crt"], _folder["system.key"], "system");
        TlsFiles.Make(_folder["stranger.crt"], _folder["stranger.key"], "system");
        _node = new TestNode
        {
            AdjustKeys = keys => TlsFiles.Make(Path.Combine(keys, ServerCertificate.CertificateFile), Path.Combine(keys, ServerCertificate.KeyFile)),
            Adjust = options => options with
            {
                Listen = new Uri($"https://127.0.0.1:{options.Listen.Port}"),
                PublicAddress = new Uri($"https://127.0.0.1:{options.Listen.Port}"),
                Systems = [_pinned.Entry with { Certificates = [own] }, _plain.Entry],
            },
        };
        _address = new Uri($"https://127.0.0.1:{_node.Address.Port}");
    }

    public Task InitializeAsync() => _node.InitializeAsync();

    public Task DisposeAsync() => _node.DisposeAsync();

    public void Dispose()
    {
        _node.Dispose();
        _pinned.Dispose();
        _plain.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Its_keys_count_over_a_connection_with_its_certificate_and_over_no_other()
    {
        Assert.Equal(200, await AskAsync(_pinned, "system"));
        Assert.Equal(401, await AskAsync(_pinned, "stranger"));
        Assert.Equal(401, await AskAsync(_pinned, null));

        // Others are not asked for one.
        Assert.Equal(200, await AskAsync(_plain, null));
        Assert.Equal(200, await AskAsync(_plain, "stranger"));
    }

    [Fact]
    public async Task Openssl_verifies_the_node_and_is_given_TLS_1_2_and_1_3_and_nothing_older_or_weaker()
    {
        string[] connect = ["s_client", "-connect", $"127.0.0.1:{_address.Port}", "-CAfile", ServerFile, "-verify_return_error", "-verify_ip", "127.0.0.1"];
        foreach ((string option, string protocol) in new[] { ("-tls1_2", "TLSv1.2"), ("-tls1_3", "TLSv1.3") })
        {
            Assert.Contains(protocol, Tool.Run("sh", "dash", "-c", $"openssl {string.Join(' ', connect)} {option} </dev/null 2>&1"), StringComparison.Ordinal);
        }

        string older = Tool.Run("sh", "dash", "-c", $"openssl {string.Join(' ', connect)} -tls1_1 -cipher DEFAULT@SECLEVEL=0 </dev/null 2>&1 || true");
        Assert.Contains("alert protocol version", older, StringComparison.Ordinal);

        foreach (string weak in (string[])["AES256-GCM-SHA384", "ECDHE-ECDSA-AES128-SHA256", "ECDHE-ECDSA-AES256-SHA"])
        {
            string refused = Tool.Run("sh", "dash", "-c", $"openssl {string.Join(' ', connect)} -tls1_2 -cipher {weak} </dev/null 2>&1 || true");
            Assert.Contains("handshake failure", refused, StringComparison.Ordinal);
        }

        using TcpClient plain = new();
        await plain.ConnectAsync("127.0.0.1", _address.Port);
        await plain.GetStream().WriteAsync("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray());
        Assert.Equal(0, await ReadToEndAsync(plain.GetStream())); // hung up: nothing is answered in the clear
    }

    private string ServerFile => Path.Combine(_node.Node.Options.KeyFolder, ServerCertificate.CertificateFile);

    private async Task<int> AskAsync(SigningSystem system, string? certificate)
    {
        using X509Certificate2 server = X509CertificateLoader.LoadCertificateFromFile(ServerFile);
        using SocketsHttpHandler handler = new();
        handler.SslOptions.EnabledSslProtocols = SslProtocols.Tls13;
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.GetCertHashString() == server.GetCertHashString();
        if (certificate is not null)
        {
            handler.SslOptions.ClientCertificates = [X509Certificate2.CreateFromPemFile(_folder[certificate + ".crt"], _folder[certificate + ".key"])];
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, own, _, _) => own[0];
        }

        using HttpClient http = new(handler);
        (HttpAnswerParts answer, _) = await new SigningClient(http, system.Key, system.KeyId, TimeProvider.System)
            .SendAsync(HttpMethod.Get, new Uri(_address, Calls.Licences + "?limit=1"), [], null, null, CancellationToken.None);
        return answer.Status;
    }

    private static async Task<int> ReadToEndAsync(NetworkStream stream)
    {
        try
        {
            return await stream.ReadAsync(new byte[1024]);
        }
        catch (IOException)
        {
            return 0; // reset
        }
    }
}

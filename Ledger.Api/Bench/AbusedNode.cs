using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Ledger.Api.Demo;
using Ledger.Api.Verification;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Outgoing;

namespace Ledger.Api.Bench;

/// <summary>A node in a process of its own that is treated badly.</summary>
internal sealed class AbusedNode : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly X509Certificate2 _root;
    private readonly OutgoingCall _call;

    private AbusedNode(string folder, Uri address, string key)
    {
        _root = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(folder, "pki", "p256-root.crt"));
        _call = OutgoingCall.OfPerson(Patience) with { Root = _root };
        Process = new DemoNode(folder, address, key, _root);
    }

    /// <summary>Its process, and a department's calls to it.</summary>
    public DemoNode Process { get; }

    /// <summary>How TLS is spoken with it; null where it does not.</summary>
    public SslClientAuthenticationOptions? Tls
    {
        get
        {
            SslClientAuthenticationOptions tls = OutgoingHttp.TlsOf(_call);
            tls.TargetHost = Process.Address.Host;
            return Process.Address.Scheme == Uri.UriSchemeHttps ? tls : null;
        }
    }

    /// <summary>Makes one in a new folder; its process is not started yet.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="scheme"><c>http</c>, or <c>https</c> where it is to speak TLS itself.</param>
    public static AbusedNode Make(string folder, string scheme)
    {
        Directory.CreateDirectory(folder);
        string key = BenchSettings.NewKey();
        using DemoPki pki = DemoPki.Create(Path.Combine(folder, "pki"), TimeProvider.System.GetUtcNow());
        NodeOptions options = BenchSettings.Prepare(folder, pki, key);
        Uri address = new UriBuilder(options.Listen) { Scheme = scheme }.Uri;
        options = options with { Listen = address, PublicAddress = address, ClientAddressHeader = GuessBench.Header };
        TrustFolder.Save(options.TrustFolder, new TrustPolicy(pki.Roots, [], Chain: null, TimeSpan.FromDays(1)));
        options.Save(folder);
        return new AbusedNode(folder, address, key);
    }

    /// <summary>A client to it; the caller disposes of it.</summary>
    public HttpClient Client() => OutgoingHttp.Create(_call, Process.Address);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _root.Dispose();
    }
}

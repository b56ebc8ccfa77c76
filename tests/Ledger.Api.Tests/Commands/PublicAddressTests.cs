using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Ledger.Api.Commands;
using Ledger.Api.Tests.Hosting;

namespace Ledger.Api.Tests.Commands;

public sealed class PublicAddressTests
{
    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_found()
    {
        using TemporaryFolder folder = new();
        TlsFiles.Make(folder["tls.crt"], folder["tls.key"]);
        using X509Certificate2 made = X509Certificate2.CreateFromPemFile(folder["tls.crt"], folder["tls.key"]);
        using TcpListener server = new(IPAddress.Loopback, 0);
        server.Start();
        Uri address = new($"https://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}");
        Task<DoctorFinding> looking = PublicAddress.LookAsync(address, CancellationToken.None);
        using TcpClient caller = await server.AcceptTcpClientAsync();
        await using SslStream tls = new(caller.GetStream());
        await Task.WhenAny(tls.AuthenticateAsServerAsync(made), looking);
        Assert.False((await looking).IsWell);
        server.Stop();

        // Nobody there: not started yet.
        Assert.True((await PublicAddress.LookAsync(address, CancellationToken.None)).IsWell);
    }
}

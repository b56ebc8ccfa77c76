using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using Ledger.Node.Outgoing;

namespace Ledger.Node.Tests.Outgoing;

public sealed partial class OutgoingHttpTests : IDisposable
{
    private static readonly string[] Projects = ["Ledger.Crypto", "Ledger.Node", "Ledger.Api"];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public OutgoingHttpTests() => _listener.Start();

    [Theory]
    [InlineData("8.8.8.8", "Public")]
    [InlineData("2400:3200::1", "Public")]
    [InlineData("::ffff:8.8.8.8", "Public")]
    [InlineData("172.15.255.255", "Public")]
    [InlineData("172.16.0.0", "Private")]
    [InlineData("172.31.255.255", "Private")]
    [InlineData("172.32.0.0", "Public")]
    [InlineData("10.0.0.1", "Private")]
    [InlineData("127.0.0.1", "Private")]
    [InlineData("127.255.255.254", "Private")]
    [InlineData("192.168.1.1", "Private")]
    [InlineData("100.64.0.1", "Private")]
    [InlineData("::1", "Private")]
    [InlineData("fd12::1", "Private")]
    [InlineData("::ffff:10.0.0.1", "Private")]
    [InlineData("64:ff9b::a9fe:a9fe", "Private")]
    [InlineData("2002:7f00:1::1", "Private")]
    [InlineData("169.254.169.254", "Never")]
    [InlineData("::ffff:169.254.169.254", "Never")]
    [InlineData("100.100.100.200", "Never")]
    [InlineData("fd00:ec2::254", "Never")]
    [InlineData("fe80::1", "Never")]
    [InlineData("0.0.0.0", "Never")]
    [InlineData("::", "Never")]
    [InlineData("224.0.0.1", "Never")]
    [InlineData("255.255.255.255", "Never")]
    [InlineData("ff02::1", "Never")]
    public void An_address_has_its_reach(string address, string reach) => Assert.Equal(reach, Reaches.Of(IPAddress.Parse(address)).ToString());

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_shows_its_certificate_where_it_has_one(bool shows)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 own = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        SslClientAuthenticationOptions options = OutgoingHttp.TlsOf(Call("") with { Certificate = shows ? () => own : null });
        options.TargetHost = "localhost";
        options.RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.GetCertHashString() == own.GetCertHashString(); // no authority of the platform's signed it
        using TcpClient calling = new();
        Task connected = calling.ConnectAsync((IPEndPoint)_listener.LocalEndpoint);
        using TcpClient called = await _listener.AcceptTcpClientAsync();
        await connected;
        using SslStream client = new(calling.GetStream());
        using SslStream server = new(called.GetStream());
        await Task.WhenAll(
            client.AuthenticateAsClientAsync(options),
            server.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
            {
                ServerCertificate = own,
                ClientCertificateRequired = true,
                RemoteCertificateValidationCallback = (_, shown, _, _) => shown is null || shown.GetCertHashString() == own.GetCertHashString(),
            }));
        Assert.Equal(shows ? own.GetCertHashString(HashAlgorithmName.SHA256) : null, server.RemoteCertificate?.GetCertHashString(HashAlgorithmName.SHA256));
        Assert.True(client.SslProtocol is SslProtocols.Tls12 or SslProtocols.Tls13);
    }

    [Theory]
    [InlineData("peer.example", "8.8.8.8", "", true)]
    [InlineData("peer.example", "127.0.0.1", "", false)]
    [InlineData("peer.example", "10.8.1.1", "", false)]
    [InlineData("peer.example", "10.8.1.1", "10.8.0.0/16", true)]
    [InlineData("peer.example", "::ffff:10.8.1.1", "10.8.0.0/16", true)]
    [InlineData("peer.example", "10.9.1.1", "10.8.0.0/16", false)]
    [InlineData("peer.example", "169.254.169.254", "0.0.0.0/0", false)]
    [InlineData("169.254.169.254", "169.254.169.254", "0.0.0.0/0", false)]
    [InlineData("10.9.1.1", "10.9.1.1", "", true)]
    [InlineData("::1", "::1", "", true)]
    [InlineData("localhost", "127.0.0.1", "", true)]
    public void A_name_leads_into_no_private_network_that_the_settings_do_not_open(string host, string address, string network, bool isPermitted) =>
        Assert.Equal(isPermitted, OutgoingHttp.Permitted(Call(network), host, [IPAddress.Parse(address)]).Length == 1);

    [Fact]
    public void An_address_that_an_answer_named_is_no_setting()
    {
        OutgoingCall learnt = Call("") with { IsSettled = host => host == "127.0.0.1" };
        Assert.Single(OutgoingHttp.Permitted(learnt, "127.0.0.1", [IPAddress.Loopback]));
        Assert.Empty(OutgoingHttp.Permitted(learnt, "127.0.0.2", [IPAddress.Parse("127.0.0.2")]));
        Assert.Empty(OutgoingHttp.Permitted(learnt, "localhost", [IPAddress.Loopback]));
    }

    [Fact]
    public void Of_the_addresses_of_a_name_only_those_remain_that_may_be_called() => Assert.Equal(
        [IPAddress.Parse("8.8.8.8")],
        OutgoingHttp.Permitted(Call(""), "peer.example", [IPAddress.Loopback, IPAddress.Parse("8.8.8.8"), IPAddress.Parse("169.254.169.254")]));

    [Fact]
    public async Task A_name_of_this_machine_is_not_called_though_something_listens_there()
    {
        string name = Dns.GetHostName();
        IPAddress[] found = await Dns.GetHostAddressesAsync(name);
        using HttpClient http = OutgoingHttp.Create(Call(""));
        if (found.Any(address => Reaches.Of(address) != Reach.Public))
        {
            HttpRequestException refusal = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri($"http://{name}:{Port}/")));
            Assert.Contains("may be called", refusal.ToString(), StringComparison.Ordinal);
            Assert.False(_listener.Pending());
        }
    }

    [Fact]
    public async Task A_redirection_is_not_followed_and_no_cookie_is_kept()
    {
        using HttpClient http = OutgoingHttp.Create(Call(""));
        Task<string> first = AnswerAsync($"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{Port}/elsewhere\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using HttpResponseMessage answer = await http.GetAsync(new Uri($"http://127.0.0.1:{Port}/"));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        await first;
        Assert.False(_listener.Pending());
        Task<string> second = AnswerAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using HttpResponseMessage again = await http.GetAsync(new Uri($"http://127.0.0.1:{Port}/"));
        Assert.DoesNotContain("Cookie", await second, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public async Task An_answer_has_its_bytes_and_no_more(int length, bool isTaken)
    {
        using HttpClient http = OutgoingHttp.Create(Call("") with { LongestAnswer = 100 });
        Task<string> answered = AnswerAsync($"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{new string('x', length)}");
        Task<byte[]> read = http.GetByteArrayAsync(new Uri($"http://127.0.0.1:{Port}/"));
        if (isTaken)
        {
            Assert.Equal(length, (await read).Length);
        }
        else
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => read);
        }

        await answered;
    }

    [Theory]
    [InlineData(OutgoingLimits.HeaderKibibytes * 1024, true)]
    [InlineData((OutgoingLimits.HeaderKibibytes * 1024) + 1, false)]
    public async Task The_header_lines_of_an_answer_have_their_bytes_and_no_more(int length, bool isTaken)
    {
        using HttpClient http = OutgoingHttp.Create(Call(""));
        const string Rest = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\nX: \r\n\r\n";
        Task<string> answered = AnswerAsync(Rest.Replace("X: ", $"X: {new string('x', length - Rest.Length)}", StringComparison.Ordinal));
        Task<HttpResponseMessage> read = http.GetAsync(new Uri($"http://127.0.0.1:{Port}/"));
        if (isTaken)
        {
            (await read).Dispose();
        }
        else
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => read);
        }

        await answered;
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://127.0.0.1/")]
    public async Task Nothing_but_HTTP_is_spoken(string address)
    {
        using HttpClient http = OutgoingHttp.Create(Call(""));
        await Assert.ThrowsAsync<NotSupportedException>(() => http.GetAsync(new Uri(address)));
    }

    [Fact]
    public void Nobody_else_makes_a_client() => Assert.Equal(
        ["OutgoingHttp.cs"],
        Projects.SelectMany(project => Directory.EnumerateFiles(Path.Combine(Repository.Root, project), "*.cs", SearchOption.AllDirectories))
            .Where(file => Maker().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName));

    public void Dispose() => _listener.Dispose();

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    private static OutgoingCall Call(string network) => new()
    {
        Patience = TimeSpan.FromSeconds(10),
        LongestAnswer = 1 << 20,
        PrivateNetworks = network.Length == 0 ? [] : [IPNetwork.Parse(network)],
    };

    /// <summary>Answers one request; gives what was asked.</summary>
    private async Task<string> AnswerAsync(string answer)
    {
        using TcpClient client = await _listener.AcceptTcpClientAsync();
        NetworkStream stream = client.GetStream();
        byte[] asked = new byte[8192];
        int length = await stream.ReadAsync(asked);
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
        }
        catch (IOException)
        {
            // Hung up upon, having said too much.
        }

        return Encoding.ASCII.GetString(asked, 0, length);
    }

    [GeneratedRegex(@"\b(SocketsHttpHandler|HttpClientHandler|HttpMessageInvoker|WebClient|TcpClient)\b|new HttpClient\b|HttpClient\??\s+\w+(\([^)]*\))?\s*=>?\s*new\b")]
    private static partial Regex Maker();
}

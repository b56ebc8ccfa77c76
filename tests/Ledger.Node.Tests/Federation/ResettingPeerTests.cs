using System.Net;
using System.Net.Sockets;
using System.Text;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Anchoring;
using Ledger.Node.Federation;

namespace Ledger.Node.Tests.Federation;

/// <summary>
/// A peer that resets each connection as soon as it stands, as a relay before a dead node does. When the reset is quick enough
/// HttpClient fails with the socket's own exception, which ended the node: so it is tried many times.
/// </summary>
public sealed class ResettingPeerTests : IDisposable
{
    private const int Times = 2_000;

    private readonly TcpListener _peer = new(IPAddress.Loopback, 0);
    private readonly Uri _address;

    public ResettingPeerTests()
    {
        _peer.Start();
        _address = new Uri($"http://{_peer.LocalEndpoint}");
        _ = ResetAsync();
    }

    [Fact]
    public async Task It_is_a_witness_that_gave_no_answer()
    {
        using Ed25519PrivateKey key = Ed25519PrivateKey.Generate();
        NoteSigner log = new("ledger.example/sh", key);
        SignedNote note = SignedNote.Parse(Encoding.UTF8.GetBytes(SignedNote.Sign($"ledger.example/sh\n0\n{Convert.ToBase64String(new byte[32])}\n", log).ToString()));
        using WitnessClient client = new(TimeSpan.FromSeconds(10));
        for (int i = 0; i < Times; i++)
        {
            Assert.Null((await client.RememberedAsync(_address, log.Verifier, CancellationToken.None)).Answer);
            Assert.Null((await client.AddCheckpointAsync(_address, new AddCheckpointRequest(0, [], note), CancellationToken.None)).Reply);
        }
    }

    [Fact]
    public async Task It_is_a_log_that_cannot_be_read()
    {
        using RemoteLog log = new(_address, TimeSpan.FromSeconds(10));
        for (int i = 0; i < Times; i++)
        {
            await Assert.ThrowsAsync<IOException>(() => log.ReadAsync("checkpoint", 1000, CancellationToken.None));
        }
    }

    [Fact]
    public async Task It_is_a_chain_that_cannot_be_reached()
    {
        using EvmConnection chain = new(new AnchorNode { Url = _address }, TimeSpan.FromSeconds(10));
        for (int i = 0; i < Times; i++)
        {
            EvmException failure = await Assert.ThrowsAsync<EvmException>(() => chain.CallAsync("eth_chainId", [], CancellationToken.None));
            Assert.Equal(EvmError.Unreachable, failure.Error);
        }
    }

    public void Dispose() => _peer.Dispose();

    private async Task ResetAsync()
    {
        try
        {
            while (true)
            {
                (await _peer.AcceptSocketAsync()).Close(timeout: 0);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return; // the test is over
        }
    }
}

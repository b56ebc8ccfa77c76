using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;

namespace Ledger.Api.Tests.Crash;

/// <summary>An outsider who keeps every checkpoint it sees, and holds the log to all of them for ever.</summary>
internal sealed class LogWitness(TestNode node)
{
    private readonly ConcurrentDictionary<long, Digest> _seen = [];

    /// <summary>How many different checkpoints were seen.</summary>
    public int Count => _seen.Count;

    /// <summary>Reads the newest checkpoint while the node answers.</summary>
    public async Task WatchAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                using HttpResponseMessage answer = await node.Client.GetAsync("/log/checkpoint");
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    Keep(await answer.Content.ReadAsStringAsync(cancel));
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
            {
                return; // killed
            }

            await Task.Delay(10, CancellationToken.None);
        }
    }

    /// <summary>Checks a checkpoint's signature, and that no other root was seen at its size.</summary>
    public Checkpoint Keep(string note)
    {
        SignedNote signed = SignedNote.Parse(Encoding.UTF8.GetBytes(note));
        Assert.True(signed.Verify(node.Verifier).IsSignedBy(node.Verifier));
        Checkpoint checkpoint = Checkpoint.Parse(signed.Text);
        Assert.Equal(_seen.GetOrAdd(checkpoint.Size, checkpoint.Root), checkpoint.Root);
        return checkpoint;
    }

    /// <summary>Checks that the log shows a licence's leaf at its index, under a checkpoint signed now.</summary>
    public async Task CheckProofAsync(Outcome licence)
    {
        string proof = await node.Client.TextAsync(string.Create(CultureInfo.InvariantCulture, $"/log/proof/{licence.Index}"));
        string[] parts = proof.Split("\n\n", 2);
        string[] lines = parts[0].Split('\n');
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"index {licence.Index}"), lines[1]);
        Checkpoint checkpoint = Keep(parts[1]);
        Digest[] path = [.. lines[2..].Where(line => line.Length > 0).Select(line => Digest.FromBase64(line))];
        Assert.True(
            InclusionProof.Verify(MerkleHasher.Sha256, Digest.FromBase64(licence.LeafHash!), licence.Index, checkpoint.Size, path, checkpoint.Root),
            $"The proof of leaf {licence.Index} does not verify.");
    }

    /// <summary>Adds the whole log up: every checkpoint ever seen must be the root of its beginning. Gives the leaves.</summary>
    public async Task<IReadOnlyList<byte[]>> CheckAllAsync()
    {
        Checkpoint newest = Keep(await node.Client.TextAsync("/log/checkpoint"));
        Assert.True(newest.Size >= _seen.Keys.Max(), "The log is shorter than a checkpoint that was seen.");
        IReadOnlyList<byte[]> leaves = await node.Client.LeavesAsync(newest.Size);
        CompactRange range = new(MerkleHasher.Sha256);
        foreach (byte[] leaf in leaves)
        {
            range.Append(MerkleHasher.Sha256.Leaf(leaf));
            if (_seen.TryGetValue(range.Size, out Digest root))
            {
                Assert.Equal(root, range.Root());
            }
        }

        return leaves;
    }
}

using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Verification;

/// <summary>
/// Remembers which bundles proved what, few of them: licences of one authority that are fetched at one time bring the same proof of its seal.
/// Only what follows from the bytes and the log's keys is kept, and only what held: age and quorum are judged anew each time. It gets
/// nothing wrong, however long it is kept: bytes, key and log are compared whole. Safe from several threads.
/// </summary>
/// <param name="most">The most proofs kept.</param>
/// <param name="longest">The longest bundle kept, in bytes.</param>
internal sealed class ProofMemory(int most = ProofMemory.Most, int longest = ProofMemory.Longest)
{
    // Each a dozen kilobytes for a usual seal: half a megabyte and, of the longest, a few.
    private const int Most = 32;
    private const int Longest = 16 * 1024;

    private readonly Queue<Proof> _proofs = [];

    /// <summary>Which notes are signed.</summary>
    public NoteMemory Notes { get; } = new();

    /// <summary>What the bundle proves of a key.</summary>
    /// <exception cref="FormatException">The bytes are no bundle.</exception>
    public StatusLinks Follow(ReadOnlySpan<byte> bundle, Digest mapKey, TrustedLog log)
    {
        lock (_proofs)
        {
            foreach (Proof known in _proofs)
            {
                if (known.MapKey == mapKey && ReferenceEquals(known.Log, log) && bundle.SequenceEqual(known.Bytes))
                {
                    return known.Links;
                }
            }
        }

        StatusLinks links = StatusLinks.Follow(StatusBundle.Parse(bundle), mapKey, log, Notes);
        if (links.Hold && bundle.Length <= longest)
        {
            Keep(new Proof(bundle.ToArray(), mapKey, log, links));
        }

        return links;
    }

    private void Keep(Proof proof)
    {
        lock (_proofs)
        {
            _proofs.Enqueue(proof);
            if (_proofs.Count > most)
            {
                _proofs.Dequeue();
            }
        }
    }

    private sealed record Proof(byte[] Bytes, Digest MapKey, TrustedLog Log, StatusLinks Links);
}

using System.Security.Cryptography;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;

namespace Ledger.Node.Log;

/// <summary>Signs checkpoints: the only code that uses the log's keys, and called by the writer alone.</summary>
internal sealed class LogSigner
{
    private readonly LedgerOptions _options;
    private readonly NoteSigner _sha256;
    private readonly NoteSigner _sm3;
    private readonly NoteSigner _audit;

    /// <summary>Takes both keys under their origins.</summary>
    public LogSigner(LedgerOptions options, LedgerKeys keys)
    {
        _options = options;
        _sha256 = new NoteSigner(options.Origin, keys.Checkpoint);
        _sm3 = new NoteSigner(options.Sm3Origin, keys.Sm3Checkpoint);
        _audit = new NoteSigner(options.AuditOrigin, keys.Checkpoint);
    }

    /// <summary>The public half for the SHA-256 log.</summary>
    public NoteVerifier Sha256Verifier => _sha256.Verifier;

    /// <summary>The public half for the SM3 twin.</summary>
    public NoteVerifier Sm3Verifier => _sm3.Verifier;

    /// <summary>The public half for the audit log: the same key under another name.</summary>
    public NoteVerifier AuditVerifier => _audit.Verifier;

    /// <summary>Signs both checkpoints of an edge whose rows are on the disk.</summary>
    /// <exception cref="CryptographicException">A key failed, or made a signature that does not verify.</exception>
    public LogHead Sign(LogEdge edge)
    {
        Checkpoint checkpoint = new(_options.Origin, edge.Size, edge.Sha256.Root());
        Digest sm3Root = edge.Sm3.Root();
        string note = Sign(checkpoint, _sha256);
        string sm3Note = Sign(new Checkpoint(_options.Sm3Origin, edge.Size, sm3Root), _sm3);
        return new LogHead(checkpoint, sm3Root, note, sm3Note, edge.Last!, edge.Map);
    }

    /// <summary>Signs the SHA-256 checkpoint of the audit log, for this node's own memory.</summary>
    /// <exception cref="CryptographicException">As <see cref="Sign(LogEdge)"/>.</exception>
    public string SignAudit(AuditEdge edge) => Sign(new Checkpoint(_options.AuditOrigin, edge.Size, edge.Sha256.Root()), _audit);

    private static string Sign(Checkpoint checkpoint, NoteSigner signer)
    {
        SignedNote note = SignedNote.Sign(checkpoint.Format(), signer);

        // A fault while signing can give the key away, and a wrong signature in the head file would stop the next start.
        return note.Verify(signer.Verifier).IsSignedBy(signer.Verifier)
            ? note.ToString()
            : throw new CryptographicException("A checkpoint's fresh signature does not verify.");
    }
}

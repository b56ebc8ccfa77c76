using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Ledger.Crypto.HttpSignatures;
using Ledger.Node.Storage;

namespace Ledger.Api.Security;

/// <summary>
/// Long content of a signed request as it comes. Its end is not reached unless the whole is what was signed, so that whoever acts at the
/// end acts on nothing else.
/// </summary>
[SuppressMessage("Naming", "CA1711", Justification = "It is a System.IO.Stream.")]
internal sealed class VerifiedContent(Stream content, SignedRequest request) : OneWayStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _length;
    private bool _isVerified;

    /// <summary>Reads what is left of a request's content, and verifies it; does nothing where that was done before.</summary>
    /// <exception cref="Ledger.Node.LedgerException">It is not what was signed.</exception>
    public static async Task FinishAsync(Stream content, CancellationToken cancel)
    {
        if (content is VerifiedContent)
        {
            await content.CopyToAsync(Null, cancel);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await content.ReadAsync(buffer, cancellationToken);
        if (read == 0 && buffer.Length > 0)
        {
            Verify();
        }

        _hash.AppendData(buffer.Span[..read]);
        _length += read;
        return read;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _hash.Dispose();
        base.Dispose(disposing);
    }

    private void Verify()
    {
        if (_isVerified)
        {
            return;
        }

        try
        {
            request.CheckContent(_hash.GetCurrentHash(), _length);
            _isVerified = true;
        }
        catch (HttpSignatureException fault)
        {
            throw SignatureFaultText.Of(fault);
        }
    }
}

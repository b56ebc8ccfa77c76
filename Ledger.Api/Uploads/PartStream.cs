using System.Diagnostics.CodeAnalysis;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Storage;

namespace Ledger.Api.Uploads;

/// <summary>
/// The file part of a form as it comes. A form that breaks off is refused: half a file is none. Where the form was signed, the part does not end
/// before the whole of it was verified.
/// </summary>
/// <param name="part">The part.</param>
/// <param name="whole">The request's content, in which it lies.</param>
[SuppressMessage("Naming", "CA1711", Justification = "It is a System.IO.Stream.")]
internal sealed class PartStream(Stream part, Stream whole) : OneWayStream
{
    /// <summary>What is said of a form that breaks off.</summary>
    public static LedgerException Broken() => new(LedgerError.MalformedBody, "表单不完整。", "The form is malformed or breaks off.");

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            int read = await part.ReadAsync(buffer, cancellationToken);
            if (read == 0 && buffer.Length > 0)
            {
                await VerifiedContent.FinishAsync(whole, cancellationToken);
            }

            return read;
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw Broken();
        }
    }
}

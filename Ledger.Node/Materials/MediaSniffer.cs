using System.Buffers;

namespace Ledger.Node.Materials;

/// <summary>
/// Holds a file, while it comes, to what it was declared to be: by its bytes, never by its name. The first bytes are looked at as soon as they
/// are there, so that a wrong file is refused before it is taken in.
/// </summary>
/// <param name="declared">One of <see cref="MediaTypes.All"/>.</param>
internal sealed class MediaSniffer(string declared)
{
    private const int StartLength = 8;
    private readonly byte[] _start = new byte[StartLength];
    private readonly PlainText? _text = declared == MediaTypes.Text ? new PlainText() : null;
    private readonly ArrayBufferWriter<byte>? _end = declared is MediaTypes.Ofd or MediaTypes.Zip ? new ArrayBufferWriter<byte>() : null;
    private int _seen;

    /// <summary>Looks at the next bytes.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: it is something else.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_seen < StartLength)
        {
            int taken = int.Min(StartLength - _seen, bytes.Length);
            bytes[..taken].CopyTo(_start.AsSpan(_seen));
            _seen += taken;
            RequireStart(_seen == StartLength);
        }

        Require(_text?.TryAppend(bytes) is not false);
        KeepEnd(bytes);
    }

    /// <summary>The file has ended.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: it is something else, or broken off.</exception>
    public void Finish()
    {
        RequireStart(isWhole: true);
        Require(_text?.IsComplete is not false);
        if (_end is not null)
        {
            Require(ZipDirectory.FindNames(_end.WrittenSpan) is { } names && names.Contains(ZipDirectory.OfdEntry) == (declared == MediaTypes.Ofd));
        }
    }

    private void RequireStart(bool isWhole)
    {
        if (isWhole)
        {
            string? found = MediaTypes.FromStart(_start.AsSpan(0, _seen));
            Require(found == (declared switch { MediaTypes.Ofd => MediaTypes.Zip, MediaTypes.Text => null, _ => declared }));
        }
    }

    private void KeepEnd(ReadOnlySpan<byte> bytes)
    {
        if (_end is null)
        {
            return;
        }

        // Of what came before only so much is kept that with the new bytes there is enough.
        if (_end.WrittenCount + bytes.Length > 2 * ZipDirectory.EndLength && _end.WrittenCount > ZipDirectory.EndLength)
        {
            byte[] kept = _end.WrittenSpan[^ZipDirectory.EndLength..].ToArray();
            _end.ResetWrittenCount();
            _end.Write(kept);
        }

        _end.Write(bytes);
    }

    private static void Require(bool fits)
    {
        if (!fits)
        {
            throw new LedgerException(
                LedgerError.InvalidField,
                "文件内容与所声明的类型不符，或文件不完整。",
                "The file is not what it is declared to be, or breaks off.",
                "/mediaType");
        }
    }
}

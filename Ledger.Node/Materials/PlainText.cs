using System.Text;

namespace Ledger.Node.Materials;

/// <summary>Tells, while it comes, whether a file is plain text: UTF-8, and no control characters but tabulators and line ends.</summary>
internal sealed class PlainText
{
    private const int PieceLength = 4096;
    private readonly Decoder _decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
    private readonly char[] _characters = new char[PieceLength + 2];

    /// <summary>Whether the last character is whole.</summary>
    public bool IsComplete
    {
        get
        {
            try
            {
                return _decoder.GetChars([], _characters, flush: true) == 0;
            }
            catch (DecoderFallbackException)
            {
                return false;
            }
        }
    }

    /// <summary>Looks at the next bytes.</summary>
    /// <returns>False where they are no text.</returns>
    public bool TryAppend(ReadOnlySpan<byte> bytes)
    {
        try
        {
            for (; !bytes.IsEmpty; bytes = bytes[int.Min(PieceLength, bytes.Length)..])
            {
                int count = _decoder.GetChars(bytes[..int.Min(PieceLength, bytes.Length)], _characters, flush: false);
                foreach (char character in _characters.AsSpan(0, count))
                {
                    if (char.IsControl(character) && character is not ('\t' or '\n' or '\r'))
                    {
                        return false;
                    }
                }
            }

            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}

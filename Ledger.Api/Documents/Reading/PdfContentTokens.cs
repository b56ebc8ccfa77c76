namespace Ledger.Api.Documents.Reading;

/// <summary>The tokens of a content stream of our writer: a dictionary whole, a string in angle brackets, a name, a number or an operator.</summary>
/// <param name="content">The stream, inflated.</param>
internal ref struct PdfContentTokens(ReadOnlySpan<byte> content)
{
    private readonly ReadOnlySpan<byte> _content = content;
    private int _at;

    /// <summary>The next token; false behind the last.</summary>
    /// <exception cref="PdfRejectedException">A string does not end.</exception>
    public bool TryNext(out ReadOnlySpan<byte> token)
    {
        while (_at < _content.Length && _content[_at] is (byte)' ' or (byte)'\n')
        {
            _at++;
        }

        token = _content[_at..];
        if (token.IsEmpty)
        {
            return false;
        }

        int length = LengthOf(token);
        if (length < 2 && token[0] == '<')
        {
            throw PdfTextLayer.Other("a text does not end");
        }

        token = token[..length];
        _at += length;
        return true;
    }

    private static int LengthOf(ReadOnlySpan<byte> rest)
    {
        if (rest.StartsWith("<<"u8))
        {
            int length = rest.IndexOf(">>"u8) + 2;

            // A dictionary that ends with a string has a third bracket.
            return length + (length >= 2 && length < rest.Length && rest[length] == '>' ? 1 : 0);
        }

        if (rest[0] == '<')
        {
            return rest.IndexOf((byte)'>') + 1;
        }

        // Numbers are short: going through them is faster than searching. A name may be followed by its dictionary without a blank.
        int end = 1;
        while (end < rest.Length && rest[end] is not ((byte)' ' or (byte)'\n' or (byte)'<'))
        {
            end++;
        }

        return end;
    }
}

using System.Buffers;

namespace Ledger.Api.Problems;

/// <summary>
/// Finds where the objects begin and end that stand in a list of a JSON object, by brackets and quotation marks alone. Whether it is JSON at all is not
/// looked at: the pieces and what is left without them are strict JSON if and only if the whole is.
/// </summary>
internal static class ListedObjects
{
    private const int Deepest = 64;
    private const int ItemDepth = 2;

    private static readonly SearchValues<byte> Marks = SearchValues.Create("{}[]\""u8);
    private static readonly SearchValues<byte> StringMarks = SearchValues.Create("\"\\"u8);

    /// <summary>The places of the objects, in order; null where a bracket or a quotation mark has no other, or they are deeper than any JSON that is read.</summary>
    public static IReadOnlyList<Range>? Find(ReadOnlySpan<byte> body)
    {
        List<Range> found = [];
        Span<byte> open = stackalloc byte[Deepest];
        int depth = 0;
        int start = 0;
        int position = 0;
        for (int next = body.IndexOfAny(Marks); next >= 0; next = body[position..].IndexOfAny(Marks))
        {
            int at = position + next;
            position = at + 1;
            switch (body[at])
            {
                case (byte)'"':
                    if (!TrySkipString(body, ref position))
                    {
                        return null;
                    }

                    break;
                case (byte)'{' or (byte)'[':
                    if (depth == Deepest)
                    {
                        return null;
                    }

                    start = depth == ItemDepth ? at : start;
                    open[depth++] = body[at];
                    break;
                default:
                    // Whether it is the bracket that was opened shows when the piece is read.
                    if (depth-- == 0)
                    {
                        return null;
                    }

                    if (depth == ItemDepth && open[0] == '{' && open[1] == '[' && open[ItemDepth] == '{')
                    {
                        found.Add(start..position);
                    }

                    break;
            }
        }

        return depth == 0 ? found : null;
    }

    /// <summary>Steps behind the end of a string.</summary>
    private static bool TrySkipString(ReadOnlySpan<byte> body, ref int position)
    {
        for (int next = body[position..].IndexOfAny(StringMarks); next >= 0; next = body[position..].IndexOfAny(StringMarks))
        {
            bool isEnd = body[position + next] == '"';
            position = Math.Min(position + next + (isEnd ? 1 : 2), body.Length);
            if (isEnd)
            {
                return true;
            }
        }

        return false;
    }
}

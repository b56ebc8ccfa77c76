using System.Globalization;
using System.Text.RegularExpressions;
using Ledger.Crypto.Transparency;

namespace Ledger.Api.Tiles;

/// <summary>The tail of a tile's path (c2sp.org/tlog-tiles): <c>x001/x234/067</c>, with <c>.p/W</c> after it where it is partial.</summary>
/// <param name="Index">Number of the tile in its level.</param>
/// <param name="Width">How many of its 256 places are asked for.</param>
internal readonly partial record struct TilePlace(long Index, int Width)
{
    /// <summary>Reads the one form that a number has: groups of three digits, none of them needlessly zero.</summary>
    public static bool TryParse(string text, out TilePlace place)
    {
        place = default;
        if (Form().Match(text) is not { Success: true } match)
        {
            return false;
        }

        string digits = match.Groups["number"].Value.Replace("x", "", StringComparison.Ordinal).Replace("/", "", StringComparison.Ordinal);
        int width = match.Groups["width"] is { Success: true } partial
            ? int.Parse(partial.Value, NumberStyles.None, CultureInfo.InvariantCulture)
            : TilePath.Width;
        place = new TilePlace(long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture), width);
        return width < TilePath.Width || !match.Groups["width"].Success;
    }

    [GeneratedRegex(@"\A(?<number>(x(00[1-9]|0[1-9][0-9]|[1-9][0-9]{2})/(x[0-9]{3}/){0,4})?[0-9]{3})(\.p/(?<width>[1-9][0-9]{0,2}))?\z", RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}

namespace Ledger.Api.Documents.Design;

/// <summary>How long the texts of a licence are at most: whatever can be issued can be drawn, and what is longer was never issued.</summary>
internal static class PictureLimits
{
    private const int LongestName = 128;
    private const int LongestLabel = 64;
    private const int MostCharacters = 1_000_000;

    /// <summary>Refuses before anything is drawn.</summary>
    /// <exception cref="ArgumentException">A text is too long for its place, or has a line feed where there is one line.</exception>
    public static void Check(LicencePicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        (string Text, int Most)[] texts =
        [
            (picture.Title, LongestName), (picture.TitleEnglish, LongestName), (picture.Subtitle, LongestLabel + 2),
            (picture.Identifier, 126), (picture.NumberLabel.Label, LongestLabel), (picture.NumberLabel.English, LongestName),
            (picture.Number, LongestName), (picture.IssuerLabel.Label, LongestLabel), (picture.IssuerLabel.English, LongestName),
            (picture.Issuer, LongestName), (picture.IssueDate, 24), (picture.SealName, LongestName), (picture.SealPurpose, 14),
            (picture.CheckCode, 40), (picture.VerificationHint, 150), (picture.Watermark ?? "", 12),
            .. (picture.Copy?.Lines ?? []).Select(line => (line, CopyMark.LongestLine)), (picture.Copy?.Text ?? "", CopyMark.LongestText),
        ];
        foreach ((string text, int most) in texts)
        {
            if (text.EnumerateRunes().Count() > most || text.Contains('\n', StringComparison.Ordinal))
            {
                throw new ArgumentException($"A text of {text.Length} characters does not fit its place on a licence: at most {most} characters on one line.");
            }
        }

        if (picture.Copy?.Lines.Count > CopyMark.MostLines
            || picture.Fields.Sum(field => field.Label.Length + field.Value.Length) > MostCharacters
            || picture.Fields.Any(field => field.Label.Length is 0 or > 2 * LongestLabel))
        {
            throw new ArgumentException("A licence has at most 1,000,000 characters, labels of 1 to 64, and 4 lines of a copy.");
        }
    }
}

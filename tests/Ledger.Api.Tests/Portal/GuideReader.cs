namespace Ledger.Api.Tests.Portal;

/// <summary>Somebody who goes through a guide from top to bottom, and does only what stands there.</summary>
/// <param name="file">Name of the file below docs/guide.</param>
internal sealed class GuideReader(string file)
{
    private int _place;

    /// <summary>The guide.</summary>
    public string Text { get; } = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guide", file));

    /// <summary>The next label that the guide tells one to use, which has to be this one's.</summary>
    public string Next(string label)
    {
        int found = Text.IndexOf($"「{label}」", _place, StringComparison.Ordinal);
        Assert.True(found >= 0, $"{file} does not say 「{label}」 behind {Text[Math.Max(0, _place - 40).._place]}");
        _place = found + 1;
        return label;
    }
}

namespace Ledger.Api.Tests.Portal;

/// <summary>Somebody who goes through a department's guide from top to bottom, and does only what stands there.</summary>
/// <param name="english">Whether they read English.</param>
internal sealed class GuideReader(bool english)
{
    private int _place;

    private string Name => english ? "department.md" : "department.zh-CN.md";

    /// <summary>The guide.</summary>
    public string Text { get; } = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guide", english ? "department.md" : "department.zh-CN.md"));

    /// <summary>The next label that the guide tells one to use, which has to be this one's.</summary>
    public string Next(string chinese, string label)
    {
        string text = english ? label : chinese;
        int found = Text.IndexOf(english ? $"*{text}*" : $"「{text}」", _place, StringComparison.Ordinal);
        Assert.True(found >= 0, $"{Name} does not say {text} behind {Text[Math.Max(0, _place - 40).._place]}");
        _place = found + 1;
        return text;
    }
}

namespace Ledger.Api.Tests.Portal;

/// <summary>How the pages of a flow are looked at.</summary>
/// <param name="Width">Of the window, in pixels.</param>
/// <param name="English">In English; else in Chinese.</param>
public sealed record FlowView(int Width, bool English)
{
    /// <summary>A digit, another for each view: what a flow leaves behind is told from what it leaves in another view.</summary>
    public int Number => (Width / 360 * 2) + (English ? 1 : 0);

    /// <summary>A text of the pages in the view's language.</summary>
    public string In(string chinese, string english) => English ? english : chinese;

    /// <summary>As names of pictures end.</summary>
    public override string ToString() => $"{Width}-{(English ? "en" : "zh")}";
}

using System.Text;
using Ledger.Api.Documents.Drawing;

namespace Ledger.Api.Tests.Documents.Design;

/// <summary>A canvas that remembers where text was put.</summary>
internal sealed class PageRecorder : Canvas
{
    private readonly Stack<Role> _open = [];

    /// <summary>One line of text: the page it is on, what it belongs to, and the box the eye sees.</summary>
    public sealed record Line(int Page, Role Role, string Text, double Left, double Top, double Right, double Bottom);

    public int Pages { get; private set; }

    public List<Line> Lines { get; } = [];

    public override void NewPage(double width, double height) => Pages++;

    public override void Open(Role role, string? alternative = null) => _open.Push(role);

    public override void Close() => _open.Pop();

    public override void Fill(Outline outline, Ink ink)
    {
    }

    public override void Stroke(Outline outline, double width, Ink ink)
    {
    }

    public override void Glyphs(GlyphRun run, Ink ink)
    {
        double width = run.Characters.Sum(rune => run.Font.Width(rune, run.Size) + run.Spacing) - run.Spacing;
        StringBuilder text = new();
        foreach (Rune rune in run.Characters)
        {
            text.Append(rune);
        }

        Lines.Add(new(
            Pages,
            _open.Peek(),
            text.ToString(),
            run.Origin.X,
            run.Origin.Y - (run.Size * 0.85),
            run.Origin.X + width,
            run.Origin.Y + (run.Size * 0.12)));
    }
}

using System.Globalization;
using System.Text;
using Ledger.Api.Documents.Drawing;
using Ledger.Node.Licences;

namespace Ledger.Api.Tests.Documents.Design;

/// <summary>A canvas that remembers where text was put.</summary>
internal sealed class PageRecorder : Canvas
{
    private readonly Stack<Role> _open = [];

    /// <summary>One line of text: the page it is on, what it belongs to, and the box the eye sees.</summary>
    public sealed record Line(int Page, Role Role, string Text, double Left, double Top, double Right, double Bottom);

    public int Pages { get; private set; }

    public List<Line> Lines { get; } = [];

    /// <summary>Where photographs were put.</summary>
    public List<(int Page, double Left, double Top, double Right, double Bottom)> Photos { get; } = [];

    /// <summary>Width and height of each page.</summary>
    public List<(double Width, double Height)> Sizes { get; } = [];

    public override void NewPage(double width, double height)
    {
        Pages++;
        Sizes.Add((width, height));
    }

    public override void Open(Role role, string? alternative = null) => _open.Push(role);

    public override void Close() => _open.Pop();

    public override void Fill(Outline outline, Ink ink)
    {
    }

    public override void Stroke(Outline outline, double width, Ink ink)
    {
    }

    public override void Photo(JpegPhoto photo, double x, double y, double width, double height) =>
        Photos.Add((Pages, x, y, x + width, y + height));

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

    /// <summary>Fails the test where two lines of text lie on one another or one leaves the frame of its page.</summary>
    public void AssertNothingOverlaps()
    {
        foreach (IGrouping<int, Line> lines in Lines.GroupBy(line => line.Page))
        {
            (double width, double height) = Sizes[lines.Key - 1];
            Line[] all = [.. lines];
            for (int i = 0; i < all.Length; i++)
            {
                Line a = all[i];
                bool inside = a.Left >= 47 && a.Top >= 47 && a.Right <= width - 46.5 && a.Bottom <= height - 46.5;
                Assert.True(inside, string.Create(CultureInfo.InvariantCulture, $"'{a.Text}' leaves the frame: {a}"));
                foreach (Line b in all[(i + 1)..])
                {
                    bool apart = a.Right <= b.Left + 0.01 || b.Right <= a.Left + 0.01
                        || a.Bottom <= b.Top + 0.01 || b.Bottom <= a.Top + 0.01;
                    Assert.True(apart, $"'{a.Text}' and '{b.Text}' overlap on page {a.Page}: {a} {b}");
                }
            }
        }
    }
}

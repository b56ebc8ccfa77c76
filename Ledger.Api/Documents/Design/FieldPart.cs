namespace Ledger.Api.Documents.Design;

/// <summary>Rows set for a place on the first page.</summary>
/// <param name="Area">The place.</param>
/// <param name="Table">Draws them.</param>
/// <param name="Rows">What fits.</param>
/// <param name="Rest">What does not, taken off as further pages are filled.</param>
internal sealed record FieldPart(Area Area, FieldTable Table, List<FieldRow> Rows, List<FieldRow> Rest)
{
    private const double WidestGap = 12;
    private const double LowestStart = 14;

    /// <summary>Draws what fits; with room left over, a little further apart and lower.</summary>
    public void Draw(bool spread)
    {
        if (Rows.Count == 0)
        {
            return;
        }

        double free = spread ? Area.Height - Table.Height(Rows) : 0;
        double gap = Rows.Count > 1 ? Math.Min(WidestGap, free / Rows.Count) : 0;
        double down = Math.Min(LowestStart, (free - (gap * (Rows.Count - 1))) / 2);
        Table.Draw(Rows, Area with { Top = Area.Top + Math.Max(0, down) }, gap);
    }
}

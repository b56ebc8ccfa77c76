using Ledger.Crypto.Curves;

namespace Ledger.Crypto.Tests.Curves;

public sealed class KnownPointsTests
{
    private readonly AffinePoint[] _points = [.. CombMultiples.Of(AffinePoint.Base, 8, 32)];

    [Fact]
    public void A_point_has_its_table_from_its_fourth_use_on()
    {
        KnownPoints<CombTable> known = new(capacity: 2, table => table);
        for (int use = 1; use < KnownPoints<CombTable>.UsesForTable; use++)
        {
            Assert.Null(known.Find(_points[0]));
        }

        CombTable? table = known.Find(_points[0]);
        Assert.NotNull(table);
        Assert.Equal(_points[0], table.Multiples[0]);
        Assert.Same(table, known.Find(_points[0]));
        Assert.Same(table, known.Learn(_points[0]));
    }

    [Fact]
    public void The_table_not_used_for_longest_makes_room()
    {
        KnownPoints<CombTable> known = new(capacity: 2, table => table);
        CombTable first = known.Learn(_points[0]);
        CombTable second = known.Learn(_points[1]);
        Assert.Same(first, known.Find(_points[0]));
        known.Learn(_points[2]);
        Assert.Equal(2, known.Count);
        Assert.Same(first, known.Learn(_points[0]));
        Assert.NotSame(second, known.Learn(_points[1]));
        Assert.Equal(2, known.Count);
    }

    [Fact]
    public void A_flood_of_points_lets_counts_begin_anew_and_tables_be()
    {
        KnownPoints<CombTable> known = new(capacity: 2, table => table);
        CombTable table = known.Learn(_points[0]);
        for (int use = 1; use < KnownPoints<CombTable>.UsesForTable; use++)
        {
            Assert.Null(known.Find(_points[1]));
        }

        Assert.Equal(KnownPoints<CombTable>.MostCounted, _points.Length);
        Assert.All(_points[2..], point => Assert.Null(known.Find(point)));
        Assert.Null(known.Find(-_points[0]));
        Assert.Null(known.Find(_points[1]));
        Assert.Same(table, known.Find(_points[0]));
        Assert.Equal(1, known.Count);
    }

    [Fact]
    public void Of_many_threads_one_builds_and_none_waits_for_more_than_that()
    {
        KnownPoints<CombTable> known = new(capacity: 4, table => table);
        CombTable?[] found = new CombTable?[400];
        Parallel.For(0, found.Length, i => found[i] = known.Find(_points[i % 4]));
        Assert.Equal(4, known.Count);
        Assert.Equal(4, found.OfType<CombTable>().Distinct().Count());
    }
}

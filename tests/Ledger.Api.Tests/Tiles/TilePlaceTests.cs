using Ledger.Api.Tiles;

namespace Ledger.Api.Tests.Tiles;

/// <summary>c2sp.org/tlog-tiles: one path for one tile.</summary>
public sealed class TilePlaceTests
{
    [Theory]
    [InlineData("000", 0, 256)]
    [InlineData("067", 67, 256)]
    [InlineData("999", 999, 256)]
    [InlineData("x001/000", 1_000, 256)]
    [InlineData("x001/x234/067", 1_234_067, 256)]
    [InlineData("x123/x000/000", 123_000_000, 256)]
    [InlineData("000.p/1", 0, 1)]
    [InlineData("x001/x234/067.p/255", 1_234_067, 255)]
    public void A_path_names_a_tile(string path, long index, int width)
    {
        Assert.True(TilePlace.TryParse(path, out TilePlace place));
        Assert.Equal(new TilePlace(index, width), place);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("00")]
    [InlineData("0000")]
    [InlineData("1000")]
    [InlineData("x000/000")]
    [InlineData("x1/000")]
    [InlineData("001/000")]
    [InlineData("x001/x000")]
    [InlineData("x001/234/067")]
    [InlineData("000/")]
    [InlineData("/000")]
    [InlineData("000.p")]
    [InlineData("000.p/")]
    [InlineData("000.p/0")]
    [InlineData("000.p/01")]
    [InlineData("000.p/256")]
    [InlineData("000.p/999")]
    [InlineData("000.p/-1")]
    [InlineData("-01")]
    [InlineData("０００")]
    [InlineData("000\n")]
    [InlineData("x999/x999/x999/x999/x999/x999/999")]
    public void Any_other_path_names_none(string path) => Assert.False(TilePlace.TryParse(path, out _));
}

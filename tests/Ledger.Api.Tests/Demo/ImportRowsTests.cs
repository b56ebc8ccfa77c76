using Ledger.Api.Demo;

namespace Ledger.Api.Tests.Demo;

public sealed class ImportRowsTests
{
    [Fact]
    public void Every_row_has_a_holder_of_its_own_however_many_there_are()
    {
        ImportRows rows = new(new DateOnly(2026, 3, 1));

        // Where a code of three or four characters, a day or a number would begin anew, and at both ends.
        int[] places =
        [
            .. Enumerable.Range(0, 2_000), .. Enumerable.Range(19_000, 2_000), .. Enumerable.Range(31 * 31 * 31 - 500, 1_000),
            .. Enumerable.Range(31 * 31 * 31 * 31 - 2_000, 4_000), .. Enumerable.Range(2 * 31 * 31 * 31 * 31, 1_000), .. Enumerable.Range(9_999_000, 1_000),
        ];
        Assert.Equal(places.Length, places.Select(place => rows.Licence(place).Holder.Code).Distinct().Count());
    }

    [Fact]
    public void A_second_licence_is_another_one_for_the_same_holder()
    {
        ImportRows rows = new(new DateOnly(2026, 3, 1));
        int[] places = [.. Enumerable.Range(0, 400)];
        Assert.All(places, place => Assert.Equal(rows.Licence(place).Holder, rows.SecondLicence(place).Holder));
        IEnumerable<DemoLicence> all = [.. places.Select(rows.Licence), .. places.Select(rows.SecondLicence)];
        Assert.Equal(2 * places.Length, all.Select(licence => (licence.Type, licence.Serial)).Distinct().Count());
    }
}

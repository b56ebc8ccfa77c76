using System.Text;
using Ledger.Node.Catalogue;
using Ledger.Node.Importing;
using Ledger.Node.Licences;

namespace Ledger.Node.Tests.Importing;

public sealed class RowInterpreterTests
{
    private const string Authority = "11310105MBDEM0015E";
    private const string FoodLicence = "11100000MBDEM901XT002";

    private static readonly RowDefaults Defaults = new(Authority, "clerk", new DateOnly(2026, 1, 2));

    private const string Map =
        """
        {"columns":{"许可证编号":"number","经营者":"fields.JYZMC","起":"validFrom","止":"validTo"},
         "constants":{"type":"11100000MBDEM901XT002","holder.codeType":"001"},"dates":["fields.ZS"],"ignored":["备注"],"types":{"SP":"11100000MBDEM901XT002"}}
        """;

    [Fact]
    public async Task A_map_says_what_columns_mean_and_what_no_column_says()
    {
        ImportedRow row = Assert.Single(await ReadAsync(
            "许可证编号,serial,经营者,holder.name,holder.code,起,止,KZ_ZS,备注\nJY1,S1,澜川,澜川,91310105MADEM0011P,20240301,9999-12-31,20240102,x\n", Map));
        Assert.Equal(2, row.Source.Number);
        Assert.Equal((FoodLicence, Authority, "S1", "JY1"), (row.Request!.Type, row.Request.Issuer, row.Request.Serial, row.Request.Number));
        Assert.Equal(new HolderIdentity("澜川", "001", "91310105MADEM0011P"), row.Request.Holder);
        Assert.Equal(new Validity(new DateOnly(2024, 3, 1), null), row.Request.Validity);
        Assert.Equal("2024-01-02", row.Request.Fields["ZS"]);
        Assert.Equal(["JYZMC", "ZS"], row.Request.Fields.Keys.Order());
    }

    [Fact]
    public async Task National_names_are_understood_without_a_map()
    {
        ImportedRow row = Assert.Single(await ReadAsync(
            "ZZLXDM,ZZMC,ZZBH,serial,CZZT,CZZTDM,CZZTDMLXDM,ZZYXQQSRQ,ZZYXQJZRQ,KZ_YXQZ\n"
            + $"{FoodLicence},食品经营许可证,JY1,S1,沈知夏,310100880612002,111,2024-03-01 00:00:00,长期,20290228\n"));
        Assert.Equal("310100198806120023", row.Request!.Holder.Code);
        Assert.Equal("2029-02-28", row.Request.Fields["YXQZ"]);
    }

    [Theory]
    [InlineData("备注,number\n", 1)]
    [InlineData("number,ZZBH\n", 2)]
    [InlineData("number,holder.age\n", 2)]
    public async Task A_column_that_says_nothing_or_the_same_as_another_is_refused(string header, int column)
    {
        ImportFormatException refused = await Assert.ThrowsAsync<ImportFormatException>(() => ReadAsync(header + "a,b\n"));
        Assert.Equal((1L, column), (refused.Row, refused.Column));
    }

    [Fact]
    public async Task Every_fault_of_a_row_is_named_and_other_rows_go_on()
    {
        IReadOnlyList<ImportedRow> rows = await ReadAsync("type,serial,number\n,S1,N1\nx\n,S2,N2\n");
        Assert.Equal([2L, 3L, 4L], rows.Select(row => row.Source.Number));
        Assert.Equal(
            ["/holder/code", "/holder/codeType", "/holder/name", "/type", "/validFrom"], rows[0].Values.Refusals.Select(refusal => refusal.Field).Order());
        Assert.Equal("malformed-body", Assert.Single(rows[1].Values.Refusals).Error.Code());
        Assert.Equal("S2", rows[2].Serial);
    }

    [Fact]
    public async Task A_line_is_a_request_as_the_interface_takes_it()
    {
        const string Line = "{\"type\":\"T\",\"serial\":\"S\",\"number\":\"N\",\"holder\":{\"name\":\"a\",\"codeType\":\"001\",\"code\":\"c\"},"
            + "\"validFrom\":\"2024-03-01\",\"fields\":{\"ZS\":\"x\"}}";
        IReadOnlyList<ImportedRow> rows = await ReadAsync(
            $"{Line}\n\n{{\"type\":1}}\nnone\n{Line.Replace("\"ZS\"", "\"住所\"", StringComparison.Ordinal)}\n", null, ImportFormat.JsonLines);
        Assert.Equal("x", rows[0].Request!.Fields["ZS"]);
        Assert.Contains(rows[1].Values.Refusals, refusal => refusal.Field == "/type" && refusal.Error == LedgerError.InvalidField);
        Assert.Equal(LedgerError.MalformedBody, Assert.Single(rows[2].Values.Refusals).Error);
        Assert.Equal("/fields/住所", Assert.Single(rows[3].Values.Refusals).Field);
        Assert.Equal([1L, 3L, 4L, 5L], rows.Select(row => row.Source.Number));
    }

    [Theory]
    [InlineData("csv", "number,row,type\nN1,17,T\n", 17)]
    [InlineData("csv", "行号,number\n5,N1\n", 5)]
    [InlineData("jsonl", "{\"row\":9,\"number\":\"N1\"}", 9)]
    [InlineData("licence-code", "{'row':'9','id_code':'N1'}", 9)]
    public async Task A_corrected_row_says_which_one_it_corrects(string format, string text, long row) =>
        Assert.Equal(row, Assert.Single(await ReadAsync(text, null, ImportFormatText.Find(format)!.Value, isCorrection: true)).Source.Number);

    [Theory]
    [InlineData("csv", "number\nN1\n")]
    [InlineData("csv", "number,row\nN1,x\n")]
    [InlineData("csv", "number,row\nN1\n")]
    [InlineData("csv", "number,row\nN1,0\n")]
    [InlineData("jsonl", "{\"number\":\"N1\"}")]
    public async Task A_corrected_row_that_does_not_say_so_is_refused(string format, string text) =>
        await Assert.ThrowsAsync<ImportFormatException>(() => ReadAsync(text, null, ImportFormatText.Find(format)!.Value, isCorrection: true));

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"colums\":{}}")]
    [InlineData("{\"columns\":{\"a\":\"nowhere\"}}")]
    [InlineData("{\"columns\":{\"a\":1}}")]
    [InlineData("{\"dates\":\"validFrom\"}")]
    [InlineData("{\"constants\":{\"row\":\"1\"}}")]
    public void A_map_that_cannot_be_meant_is_refused(string json) =>
        Assert.Equal("/map", Assert.Throws<LedgerException>(() => ImportMap.Parse(Encoding.UTF8.GetBytes(json))).Field);

    [Fact]
    public void A_map_is_as_long_as_its_limit_and_no_longer()
    {
        static string Entries(int count) => $"{{\"ignored\":[{string.Join(',', Enumerable.Range(0, count).Select(i => $"\"{i}\""))}]}}";
        Assert.Equal(ImportMap.MaximumEntries, ImportMap.Parse(Encoding.UTF8.GetBytes(Entries(ImportMap.MaximumEntries))).Ignored.Count);
        Assert.Throws<LedgerException>(() => ImportMap.Parse(Encoding.UTF8.GetBytes(Entries(ImportMap.MaximumEntries + 1))));
        Assert.Empty(ImportMap.Parse(Encoding.UTF8.GetBytes("{}".PadRight(ImportMap.MaximumBytes))).Ignored);
        Assert.Throws<LedgerException>(() => ImportMap.Parse(Encoding.UTF8.GetBytes("{}".PadRight(ImportMap.MaximumBytes + 1))));
    }

    private static async Task<IReadOnlyList<ImportedRow>> ReadAsync(
        string text, string? map = null, ImportFormat format = ImportFormat.Csv, bool isCorrection = false)
    {
        ImportForm form = new(
            format, FileEncoding.Find("utf-8")!, map is null ? ImportMap.Empty : ImportMap.Parse(Encoding.UTF8.GetBytes(map)));
        using RowSource source = await RowSource.OpenAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), form, isCorrection, CancellationToken.None);
        RowInterpreter interpreter = new(form, source.Header, LicenceTypes.Embedded(), Defaults);
        List<ImportedRow> rows = [];
        while (await source.ReadAsync(CancellationToken.None) is { } row)
        {
            rows.Add(interpreter.Read(row));
        }

        return rows;
    }
}

using System.Globalization;
using Ledger.Node.Catalogue;
using Ledger.Node.Importing;
using Ledger.Node.Parties;

namespace Ledger.Api.Demo;

/// <summary>
/// Rows of a file to be imported, or requests: licences of four types in turn, each for a company or person of its own, up to twenty million. All of it is
/// invented; every code passes its checks, persons' numbers name regions that are given to nobody.
/// </summary>
internal sealed class ImportRows(DateOnly today)
{
    /// <summary>The most rows that have numbers, companies and persons of their own.</summary>
    public const int Most = 20_000_000;

    /// <summary>Types among the rows.</summary>
    public const int Types = 4;

    // Numbers of persons' first licences, and of their second ones.
    private const long FirstNumbers = 310_000_000_000;
    private const long SecondNumbers = 310_500_000_000;

    private const string Division = "310105";
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly string[] Common = ["type", "serial", "number", "holder.name", "holder.codeType", "holder.code", "validFrom", "validTo"];

    private static readonly string[] Fields =
    [
        "TYSHXYDM", "MC", "LX", "FDDBR", "CLRQ", "ZS", "JYFW", "DJJG", "DJRQ", "JYZMC", "SHXYDM", "JYCS", "ZTYT", "JYXM", "XKZBH", "YXQZ",
        "RCJDGLJG", "TSJB", "QFR", "QYMC", "ZCDZ", "ZYFZR", "ZLFZR", "JYFS", "ZH", "XM", "XB", "SFZJH", "GZ", "CCLZRQ", "SYQQ", "SYQZ",
    ];

    private static readonly string[] Names = ["沈知夏", "陆景明", "周慕白", "许清和", "林予安", "方若溪", "程望舒", "何语桐", "欧阳䶮𬭎"];

    // Departments' systems write days in several ways.
    private string Compact => today.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>Writes a file of so many rows; gives type and serial of each.</summary>
    public IReadOnlyList<(string Type, string Serial)> Write(TextWriter file, int rows)
    {
        List<(string, string)> written = [];
        file.Write(CsvText.Line([.. Common, .. Fields]));
        for (int i = 0; i < rows; i++)
        {
            Dictionary<string, string> row = Row(i);
            file.Write(CsvText.Line([.. Common.Concat(Fields).Select(name => row.GetValueOrDefault(name, ""))]));
            written.Add((row["type"], row["serial"]));
        }

        return written;
    }

    /// <summary>One row as a request that a department would send for it.</summary>
    /// <param name="i">Which; from 0 on.</param>
    public DemoLicence Licence(int i) => RequestOf(Row(i));

    /// <summary>Another licence for the holder of <see cref="Licence"/>: of another type for a company, with another number for a person.</summary>
    /// <param name="i">Which; from 0 on.</param>
    public DemoLicence SecondLicence(int i) => RequestOf((i % Types) switch
    {
        0 => Food(i),
        1 => Medicine(i),
        2 => Business(i),
        _ => Operation(i, SecondNumbers),
    });

    private DemoLicence RequestOf(Dictionary<string, string> row) =>
        new(
            row["type"],
            DemoWorld.IssuingAuthority,
            row["serial"],
            row["number"],
            new DemoHolder(row["holder.name"], row["holder.codeType"], row["holder.code"]),
            today,
            DateOnly.TryParseExact(row["validTo"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly last) ? last : null,
            row.Where(field => !Common.Contains(field.Key))
                .ToDictionary(field => field.Key, field => field.Value == Compact ? DemoWorld.Text(today) : field.Value));

    private Dictionary<string, string> Row(int i) => (i % Types) switch
    {
        0 => Business(i),
        1 => Food(i),
        2 => Medicine(i),
        _ => Operation(i, FirstNumbers),
    };

    private Dictionary<string, string> Business(int i)
    {
        string code = Company(i);
        return With("11100000MBDEM901XT001", code, code, CompanyName(i), HolderCodeType.SocialCredit, code, "长期", new()
        {
            ["TYSHXYDM"] = code,
            ["MC"] = CompanyName(i),
            ["LX"] = "有限责任公司",
            ["FDDBR"] = Names[i % Names.Length],
            ["CLRQ"] = Compact,
            ["ZS"] = Street(i),
            ["JYFW"] = "食品销售；\"老字号\"零售,批发",
            ["DJJG"] = DemoWorld.Authorities[0].Name,
            ["DJRQ"] = DemoWorld.Text(today),
        });
    }

    private Dictionary<string, string> Food(int i)
    {
        string digits = (2310105000000L + i).ToString(CultureInfo.InvariantCulture);
        string number = $"JY{digits}{Mod11x10.Compute(digits)}";
        string last = DemoWorld.Text(today.AddYears(5).AddDays(-1));
        return With("11100000MBDEM901XT002", number, number, CompanyName(i), HolderCodeType.SocialCredit, Company(i), last, new()
        {
            ["JYZMC"] = CompanyName(i),
            ["SHXYDM"] = Company(i),
            ["FDDBR"] = Names[i % Names.Length],
            ["ZS"] = Street(i),
            ["JYCS"] = Street(i),
            ["ZTYT"] = "餐饮服务经营者（小型餐饮）",
            ["JYXM"] = "热食类食品制售；冷食类食品制售",
            ["XKZBH"] = number,
            ["YXQZ"] = last,
            ["RCJDGLJG"] = "新华路市场监督管理所（演示）",
            ["TSJB"] = "12315",
            ["QFR"] = Names[(i + 1) % Names.Length],
        });
    }

    private Dictionary<string, string> Medicine(int i)
    {
        string digits = i.ToString("D9", CultureInfo.InvariantCulture);
        string last = DemoWorld.Text(today.AddYears(5).AddDays(-1));
        return With("11100000MB0341032Y002", $"310DA{digits}", $"沪DA{digits}", CompanyName(i), HolderCodeType.SocialCredit, Company(i), last, new()
        {
            ["XKZBH"] = $"沪DA{digits}",
            ["QYMC"] = CompanyName(i),
            ["TYSHXYDM"] = Company(i),
            ["ZCDZ"] = Street(i),
            ["FDDBR"] = Names[i % Names.Length],
            ["ZYFZR"] = Names[(i + 2) % Names.Length],
            ["ZLFZR"] = Names[(i + 3) % Names.Length],
            ["JYFS"] = "零售",
            ["JYFW"] = "中药饮片、中成药、化学药",
            ["YXQZ"] = last,
        });
    }

    private Dictionary<string, string> Operation(int i, long numbers)
    {
        CitizenNumber person = Person(i);
        string number = $"沪A{(numbers + i).ToString(CultureInfo.InvariantCulture)}";
        string last = DemoWorld.Text(today.AddYears(2).AddDays(-1));
        return With("11100000000013338W032", number[1..], number, Names[i % Names.Length], HolderCodeType.Citizen, person.Value, last, new()
        {
            ["ZH"] = number,
            ["XM"] = Names[i % Names.Length],
            ["XB"] = person.Sex == Sex.Male ? "男" : "女",
            ["SFZJH"] = person.Value,
            ["GZ"] = "建筑电工",
            ["CCLZRQ"] = Compact,
            ["SYQQ"] = Compact,
            ["SYQZ"] = last,
        });
    }

    private Dictionary<string, string> With(
        string type, string serial, string number, string name, string codeType, string code, string last, Dictionary<string, string> fields)
    {
        (fields["type"], fields["serial"], fields["number"]) = (type, serial, number);
        (fields["holder.name"], fields["holder.codeType"], fields["holder.code"]) = (name, codeType, code);
        (fields["validFrom"], fields["validTo"]) = ($"{DemoWorld.Text(today)} 00:00:00", last);
        return fields;
    }

    private static string CompanyName(int i) => string.Create(CultureInfo.InvariantCulture, $"上海批量导入演示{i}号有限公司");

    private static string Street(int i) => string.Create(CultureInfo.InvariantCulture, $"上海市长宁区愚园路{i % 1_000 + 1}弄{i / 1_000 + 1}号");

    /// <summary>A company of division 310105: its organisation is <c>MAD</c> and five characters, from <c>E0000</c> on.</summary>
    private static string Company(int i)
    {
        Span<char> organisation = stackalloc char[5];
        for (int place = organisation.Length - 1; place > 0; place--)
        {
            organisation[place] = Alphabet[i % Alphabet.Length];
            i /= Alphabet.Length;
        }

        organisation[0] = Alphabet[(Alphabet.IndexOf('E') + i) % Alphabet.Length];
        return UnifiedSocialCreditCode.Complete($"91{Division}MAD{organisation}");
    }

    /// <summary>A person of region 310100, a city's own code, which is given to nobody.</summary>
    private static CitizenNumber Person(int i)
    {
        DateOnly birth = new DateOnly(1950, 1, 1).AddDays(i % 20_000);
        return CitizenNumber.Complete(string.Create(CultureInfo.InvariantCulture, $"310100{birth:yyyyMMdd}{i / 20_000 % 1_000:D3}"));
    }
}

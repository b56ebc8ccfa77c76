using System.Text;
using System.Text.RegularExpressions;

namespace Ledger.Crypto.Verification;

/// <summary>脱敏: values with most of them covered by asterisks, one rule for each kind of value. Nothing is masked anywhere else.</summary>
public static class Masked
{
    /// <summary>What stands for a value of which nothing is shown: as long for every value.</summary>
    public const string Nothing = "****";

    private const int LastShown = 4;
    private const int FirstOfPhone = 3;
    private const int PhoneLength = 11;

    // Up to 区, 县 or 旗; never a quarter, a street or a house. An estate (小区, 园区) is none of them.
    private static readonly Regex Region = new(
        @"\A((内蒙古|广西壮族|西藏|宁夏回族|新疆维吾尔)自治区|[\p{IsCJKUnifiedIdeographs}]{2,3}省|(北京|上海|天津|重庆)市)?"
        + @"([^省市区县旗盟路街道号村镇乡楼室\s\d]{2,8}(市|自治州|地区|盟))?"
        + @"([^省市区县旗路街道号村镇乡楼室\s\d]{0,7}[^省市区县旗路街道号村镇乡楼室\s\d小园社景校厂库]区|[^省市区县旗路街道号村镇乡楼室\s\d]{1,8}[县旗市])?",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>
    /// A person's name with everything but its first character covered, the dot of a minority's name as well; a name that is masked already as it
    /// is. A character is a Unicode scalar value, so that a rare one is shown whole.
    /// </summary>
    public static string Name(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Rune[] runes = [.. name.EnumerateRunes()];
        return name.Contains('*', StringComparison.Ordinal) || runes.Length == 0 ? name : $"{runes[0]}{Stars(Math.Max(1, runes.Length - 1))}";
    }

    /// <summary>
    /// The number of an identity document, a licence or a bank account with all but its last four characters covered; of a number of fewer than
    /// sixteen, all but its last quarter.
    /// </summary>
    public static string Number(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        Rune[] runes = [.. number.EnumerateRunes()];
        int shown = Math.Min(LastShown, runes.Length / 4);
        return Stars(runes.Length - shown) + string.Concat(runes[^shown..]);
    }

    /// <summary>A mobile telephone's number with its middle four digits covered; any other telephone's as <see cref="Number"/>.</summary>
    public static string Phone(string phone) => IsMobile(phone) ? $"{phone[..FirstOfPhone]}{Nothing}{phone[^LastShown..]}" : Number(phone);

    /// <summary>An address as far as its county or district (县、区), then <see cref="Nothing"/>; all covered where it does not begin with a region.</summary>
    public static string Address(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Region.Match(address).Value + Nothing;
    }

    /// <summary>A date <c>yyyy-MM-dd</c> with month and day covered; anything else as <see cref="Nothing"/>.</summary>
    public static string Date(string date)
    {
        ArgumentNullException.ThrowIfNull(date);
        return DateOnly.TryParseExact(date, "yyyy-MM-dd", out _) ? date[..4] + "-**-**" : Nothing;
    }

    /// <summary>Whether a text is the number of a mobile telephone of the mainland: eleven digits, the first a 1.</summary>
    public static bool IsMobile(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == PhoneLength && text[0] == '1' && text.All(char.IsAsciiDigit);
    }

    private static string Stars(int count) => new('*', count);
}

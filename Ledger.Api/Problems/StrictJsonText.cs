using Ledger.Crypto.Encoding;

namespace Ledger.Api.Problems;

/// <summary>Why a JSON text was refused, in sentences.</summary>
internal static class StrictJsonText
{
    public static string Chinese(StrictJsonError error) => error switch
    {
        StrictJsonError.TooLarge => "请求内容超过上限。",
        StrictJsonError.TooDeep => "JSON 嵌套过深。",
        StrictJsonError.ByteOrderMark => "JSON 开头不得有字节序标记（BOM）。",
        StrictJsonError.InvalidUtf8 => "JSON 不是有效的 UTF-8。",
        StrictJsonError.LoneSurrogate => "JSON 文字中有不成对的代理项。",
        StrictJsonError.DuplicateName => "JSON 对象中有重复的成员名（不区分大小写）。",
        StrictJsonError.NotAnInteger => "数字不得带小数或指数。",
        StrictJsonError.NumberOutOfRange => "整数超出 ±(2^53−1) 的范围。",
        StrictJsonError.NullValue => "不使用 null；没有值的成员应省略。",
        StrictJsonError.TrailingData => "JSON 之后还有多余内容。",
        _ => "请求内容不是 JSON。",
    };

    public static string English(StrictJsonError error) => error switch
    {
        StrictJsonError.TooLarge => "The body is longer than the limit.",
        StrictJsonError.TooDeep => "The JSON is nested too deeply.",
        StrictJsonError.ByteOrderMark => "The JSON begins with a byte order mark.",
        StrictJsonError.InvalidUtf8 => "The JSON is not valid UTF-8.",
        StrictJsonError.LoneSurrogate => "A JSON string holds half of a surrogate pair.",
        StrictJsonError.DuplicateName => "A JSON object has the same member twice, letter case ignored.",
        StrictJsonError.NotAnInteger => "A number has a fraction or an exponent.",
        StrictJsonError.NumberOutOfRange => "An integer lies beyond ±(2^53−1).",
        StrictJsonError.NullValue => "There is no null; a member without a value is left out.",
        StrictJsonError.TrailingData => "Something follows the JSON value.",
        _ => "The body is not JSON.",
    };
}

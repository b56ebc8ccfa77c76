using System.Globalization;
using System.Text;

namespace Ledger.Crypto.HttpSignatures;

/// <summary>Writes structured fields (RFC 9651, 4.1).</summary>
internal static class StructuredWriter
{
    /// <summary>A dictionary.</summary>
    public static string Write(IReadOnlyList<StructuredMember> members)
    {
        StringBuilder text = new();
        foreach (StructuredMember member in members)
        {
            text.Append(text.Length == 0 ? "" : ", ").Append(member.Key);

            // RFC 9651, 4.1.2: true is not written, its parameters are.
            if (member.Value is not true)
            {
                text.Append('=');
            }

            AppendValue(text, member);
        }

        return text.ToString();
    }

    /// <summary>The value of a member, with its parameters.</summary>
    public static string WriteValue(StructuredMember member) => AppendValue(new StringBuilder(), member).ToString();

    /// <summary>An item with its parameters.</summary>
    public static string Write(StructuredItem item) => Append(new StringBuilder(), item).ToString();

    private static StringBuilder AppendValue(StringBuilder text, StructuredMember member)
    {
        if (member.Value is null)
        {
            text.Append('(');
            for (int i = 0; i < member.Items.Count; i++)
            {
                Append(text.Append(i == 0 ? "" : " "), member.Items[i]);
            }

            text.Append(')');
        }
        else if (member.Value is not true)
        {
            AppendBare(text, member.Value);
        }

        return Append(text, member.Parameters);
    }

    private static StringBuilder Append(StringBuilder text, StructuredItem item) => Append(AppendBare(text, item.Value), item.Parameters);

    private static StringBuilder Append(StringBuilder text, IReadOnlyList<StructuredParameter> parameters)
    {
        foreach (StructuredParameter parameter in parameters)
        {
            text.Append(';').Append(parameter.Name);
            if (parameter.Value is not true)
            {
                AppendBare(text.Append('='), parameter.Value);
            }
        }

        return text;
    }

    private static StringBuilder AppendBare(StringBuilder text, object value) => value switch
    {
        long number => text.Append(number.ToString(CultureInfo.InvariantCulture)),
        string words => text.Append('"').Append(words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"'),
        StructuredToken token => text.Append(token.Text),
        bool flag => text.Append(flag ? "?1" : "?0"),
        byte[] bytes => text.Append(':').Append(Convert.ToBase64String(bytes)).Append(':'),
        _ => throw new ArgumentException("No bare item.", nameof(value)),
    };
}

using System.Text.Json.Nodes;
using Ledger.Crypto.Encoding;

namespace Ledger.Crypto.Verification;

/// <summary>Whom a copy is for: an organisation by name and code, or a person by a masked name.</summary>
/// <param name="Name">Name of the organisation, or the person's first character and an asterisk for each other.</param>
/// <param name="Code">18-character unified social credit code of the organisation; null for a person.</param>
public sealed record CopyRecipient(string Name, string? Code)
{
    /// <summary>The longest name, in UTF-16 code units.</summary>
    public const int MaximumNameLength = 256;

    private const int CodeLength = 18;

    /// <summary>As printed: name and code.</summary>
    public override string ToString() => Code is null ? Name : $"{Name}（{Code}）";

    /// <summary>Whether somebody who states this name or code is the recipient; a person may state the whole name.</summary>
    public bool Is(string stated)
    {
        ArgumentNullException.ThrowIfNull(stated);
        return stated == Name || (Code is null ? Masked.Name(stated) == Name : stated == Code);
    }

    internal JsonObject ToJson()
    {
        JsonObject json = new() { ["name"] = Name };
        if (Code is not null)
        {
            json["code"] = Code;
        }

        return json;
    }

    /// <exception cref="FormatException">A member is missing, unknown, or not of its form.</exception>
    internal static CopyRecipient FromJson(StrictJsonMembers members)
    {
        CopyRecipient recipient = new(
            members.Text("name", Forms.Filled(MaximumNameLength)),
            members.Has("code") ? members.Text("code", Forms.Filled(CodeLength)) : null);
        members.RefuseOthers();
        return recipient;
    }
}

using System.Globalization;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Parties;

namespace Ledger.Node.Importing;

/// <summary>Makes the request to issue a licence out of the values of a row: leniently read, strictly checked by the rules that follow.</summary>
internal static class RowRequest
{
    /// <summary>The request, or null where the row was refused; the refusals are added to the row's.</summary>
    /// <param name="row">The values.</param>
    /// <param name="map">Constants and dates.</param>
    /// <param name="types">The registered types.</param>
    /// <param name="defaults">What the job says where the row says nothing.</param>
    public static IssueLicence? Read(RowValues row, ImportMap map, LicenceTypes types, RowDefaults defaults)
    {
        foreach ((string target, string value) in map.Constants)
        {
            row.SetDefault(target, value);
        }

        row.SetDefault(RowTarget.Issuer, defaults.Authority);
        row.SetDefault(RowTarget.Operator, defaults.Operator);
        row.SetDefault(RowTarget.DecidedOn, LicenceDate.Format(defaults.DecidedOn));
        TakeApart(row);
        row.Change(RowTarget.Type, code => map.Types.GetValueOrDefault(code) ?? code);
        ReadHolderCodes(row);
        foreach (string target in DatesOf(row, map, types))
        {
            row.Change(target, ForeignDate.Normalise);
        }

        return Build(row);
    }

    private static IssueLicence? Build(RowValues row)
    {
        Validity? validity = ReadValidity(row);
        IssueLicence request = new(
            Required(row, RowTarget.Type),
            row[RowTarget.Issuer]!,
            Required(row, RowTarget.Serial),
            Required(row, RowTarget.Number),
            ReadHolder(row, "holder."),
            validity ?? new Validity(default, null),
            row.Fields,
            new Decision(row[RowTarget.LegalBasis] ?? "", ReadDecidedOn(row), row[RowTarget.Operator]!, row[RowTarget.Note]))
        {
            CoHolders = ReadCoHolders(row),
            Components = [.. Places(row, RowTarget.ComponentPrefix, "").Select(target => row[target]!)],
            TakesOver = row[RowTarget.TakesOver],
            Act = row[RowTarget.TakesOver] is null ? LicenceAct.Issue : LicenceAct.TransferIn,
        };
        return row.Refusals.Count > 0 ? null : request;
    }

    private static HolderIdentity ReadHolder(RowValues row, string prefix) =>
        new(Required(row, $"{prefix}name"), Required(row, $"{prefix}codeType"), Required(row, $"{prefix}code"));

    private static HolderIdentity[] ReadCoHolders(RowValues row) =>
        [.. Places(row, RowTarget.CoHolderPrefix, ".name").Select(target => ReadHolder(row, target[..^"name".Length]))];

    /// <summary>The targets of a list that the row has, from place 0 without a gap.</summary>
    private static IEnumerable<string> Places(RowValues row, string prefix, string member) => Enumerable.Range(0, IssueLicence.MaximumComponents)
        .Select(place => string.Create(CultureInfo.InvariantCulture, $"{prefix}{place}{member}")).TakeWhile(target => row[target] is not null);

    private static DateOnly ReadDecidedOn(RowValues row)
    {
        if (!LicenceDate.TryParse(row[RowTarget.DecidedOn], out DateOnly day))
        {
            row.Refuse("/decidedOn", LedgerError.InvalidField, "决定日期无法读取。", "The day of the decision cannot be read.");
        }

        return day;
    }

    /// <summary>The whole identifier gives what the row does not say otherwise.</summary>
    private static void TakeApart(RowValues row)
    {
        if (row[RowTarget.Identifier] is not string text)
        {
            return;
        }

        if (!LicenceIdentifier.TryParse(text, out LicenceIdentifier? identifier))
        {
            row.Refuse("/identifier", LedgerError.InvalidField, "证照标识不符合 GB/T 36904。", "The identifier is none of GB/T 36904.");
        }
        else if (identifier.Version != 1)
        {
            row.Refuse(
                "/identifier", LedgerError.InvalidField, "只导入版本号为 001 的证照标识。", "Only identifiers of version 001 are imported: a later one has earlier ones that the log does not hold.");
        }
        else
        {
            row.SetDefault(RowTarget.Type, identifier.Type);
            row.SetDefault(RowTarget.Serial, identifier.Serial);
        }
    }

    /// <summary>Numbers of 15 digits are read and become the 18 of the same person; others stay as they are, right or wrong.</summary>
    private static void ReadHolderCodes(RowValues row)
    {
        foreach (string holder in Places(row, RowTarget.CoHolderPrefix, ".codeType").Prepend(RowTarget.HolderCodeType).Where(target => row[target] == HolderCodeType.Citizen))
        {
            row.Change(holder[..^"Type".Length], code => CitizenNumber.TryParseOld(code.ToUpperInvariant(), out CitizenNumber? number) ? number.Value : code);
        }
    }

    private static IEnumerable<string> DatesOf(RowValues row, ImportMap map, LicenceTypes types) =>
    [
        RowTarget.ValidFrom,
        RowTarget.ValidTo,
        RowTarget.DecidedOn,
        .. map.Dates,
        .. (types.Find(row[RowTarget.Type] ?? "")?.Fields ?? [])
            .Where(field => field.Kind == FieldKind.Date).Select(field => RowTarget.FieldPrefix + field.Key),
    ];

    private static Validity? ReadValidity(RowValues row)
    {
        if (!LicenceDate.TryParse(Required(row, RowTarget.ValidFrom), out DateOnly from) && row[RowTarget.ValidFrom] is not null)
        {
            row.Refuse("/validFrom", LedgerError.InvalidField, "有效期起始日期无法读取。", "The first day of validity cannot be read.");
        }

        string to = row[RowTarget.ValidTo] ?? Validity.LongTerm;
        if (to == Validity.LongTerm)
        {
            return new Validity(from, null);
        }

        if (!LicenceDate.TryParse(to, out DateOnly last))
        {
            row.Refuse("/validTo", LedgerError.InvalidField, "有效期截止日期无法读取。", "The last day of validity cannot be read.");
            return null;
        }

        if (last < from)
        {
            row.Refuse("/validTo", LedgerError.InvalidField, "有效期截止日期早于起始日期。", "The last day of validity lies before the first.");
            return null;
        }

        return new Validity(from, last);
    }

    private static string Required(RowValues row, string target)
    {
        if (row[target] is string value)
        {
            return value;
        }

        row.Refuse(
            RowTarget.Pointer(target), LedgerError.MissingField, $"缺少 {target}。", $"The row has no {target}.");
        return "";
    }
}

using Ledger.Api.Problems;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Api.Portal.Counter;

/// <summary>The form of one licence type: which fields it asks for, and what is made of what was filled in.</summary>
/// <param name="type">The type.</param>
/// <param name="filled">What was filled in.</param>
internal sealed class IssueForm(LicenceType type, FilledForm filled)
{
    private static readonly char[] LineEnds = ['\r', '\n', ' '];

    // What the face prints of holder, number and last day is filled in once, above, and so stands everywhere the same.
    private readonly Dictionary<string, string> _filledAbove = FilledAbove(type);

    /// <summary>The fields that are asked for, in printed order.</summary>
    public IReadOnlyList<FormField> Asked =>
    [
        .. type.Fields.Where(one => !_filledAbove.ContainsKey(one.Key) && one is { Kind: not FieldKind.Photo, Meaning: not FieldMeaning.Components })
            .Select(one => new FormField(
                NameOf(one.Key),
                new TextInBoth(one.Label, one.English),
                one.Required,
                one.Kind is FieldKind.Date,
                one.MaximumLength,
                [.. (one.Values ?? []).Select(value => new Choice(value, new TextInBoth(value, value)))])),
    ];

    /// <summary>Name of the form's field for a field of the face.</summary>
    public static string NameOf(string key) => "field-" + key;

    /// <summary>Name of the form's field for what the interface calls it.</summary>
    public string FieldOf(string pointer) => pointer.Split('/') switch
    {
        [_, "holder", "name"] => "holderName",
        [_, "holder", "code"] => "holderCode",
        [_, "holder", "codeType"] => "holderCodeType",
        [_, "serial"] when filled["serial"].Length == 0 => "number",
        [_, "fields", string key] => _filledAbove.GetValueOrDefault(key, NameOf(key)),
        [_, string name, ..] => name,
        _ => pointer,
    };

    /// <summary>What to ask of the register.</summary>
    /// <exception cref="LedgerException">All that is wrong with it at once.</exception>
    public IssueLicence ToRequest(string authority, Decision decision, LicenceRegister register)
    {
        List<FieldRefusal> wrong = [];
        Validity? validity = ReadValidity(wrong);
        IssueLicence request = new(
            type.Code,
            authority,
            filled["serial"] is { Length: > 0 } serial ? serial : filled["number"],
            filled["number"],
            new HolderIdentity(filled["holderName"], filled["holderCodeType"], filled["holderCode"]),
            validity ?? new Validity(decision.DecidedOn, type.Validity.LongTermAllowed ? null : decision.DecidedOn),
            FaceOf(validity),
            decision)
        {
            Components = [.. filled["components"].Split(LineEnds, StringSplitOptions.RemoveEmptyEntries)],
        };
        if (wrong.Count > 0)
        {
            // The days are wrong already; whatever else is, is told beside them.
            wrong.AddRange(register.FindRefusals(authority, [request])[0]?.Fields.Where(other => FieldOf(other.Field) is not ("validFrom" or "validTo")) ?? []);
            throw new LedgerException(wrong);
        }

        return request;
    }

    private Validity? ReadValidity(List<FieldRefusal> wrong)
    {
        DateOnly? from = ReadDay("validFrom", wrong);
        bool isLongTerm = type.Validity.LongTermAllowed && filled["validTo"].Length == 0;
        DateOnly? to = isLongTerm ? null : ReadDay("validTo", wrong);
        if (from > to)
        {
            wrong.Add(new FieldRefusal("/validTo", LedgerError.InvalidField, "有效期截止日期早于起始日期。", "The last day of validity lies before the first."));
        }

        return wrong.Count == 0 ? new Validity(from!.Value, to) : null;
    }

    private DateOnly? ReadDay(string name, List<FieldRefusal> wrong)
    {
        if (LicenceDate.TryParse(filled[name], out DateOnly day))
        {
            return day;
        }

        wrong.Add(new FieldRefusal("/" + name, LedgerError.InvalidField, "请填写存在的日期，写作 2026-11-21。", "Fill in a date that exists, written 2026-11-21."));
        return null;
    }

    private Dictionary<string, string> FaceOf(Validity? validity)
    {
        Dictionary<string, string> face = Asked.ToDictionary(field => field.Name["field-".Length..], field => filled[field.Name]);
        foreach ((string key, string name) in _filledAbove)
        {
            face[key] = name == "validTo" ? validity?.ToText() ?? "" : filled[name];
        }

        // A field that is not filled in is left out; the register says where it must not be.
        return face.Where(field => field.Value.Length > 0).ToDictionary();
    }

    private static Dictionary<string, string> FilledAbove(LicenceType type)
    {
        Dictionary<string, string> names = [];
        foreach ((FieldMeaning meaning, string name) in new[]
        {
            (FieldMeaning.HolderName, "holderName"), (FieldMeaning.HolderCode, "holderCode"), (FieldMeaning.Number, "number"),
        })
        {
            if (type.FieldsOf(meaning).FirstOrDefault() is LicenceField field)
            {
                names[field.Key] = name;
            }
        }

        if (type.Validity.LastDayField is string last)
        {
            names[last] = "validTo";
        }

        return names;
    }
}

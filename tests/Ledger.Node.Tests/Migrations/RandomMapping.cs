using System.Globalization;
using Ledger.Node.Catalogue;
using Ledger.Node.Migrations;

namespace Ledger.Node.Tests.Migrations;

/// <summary>A mapping drawn at random that accounts for every field of a random old form, each by a rule of its own.</summary>
internal sealed class RandomMapping
{
    private const string DateForm = "yyyy年M月d日";

    private readonly List<FieldMapping> _rules = [];
    private readonly HashSet<string> _dates = [];
    private readonly HashSet<string> _splits = [];
    private readonly List<string> _old = [];
    private readonly List<DroppedField> _dropped = [];

    public RandomMapping(Random random)
    {
        int count = random.Next(1, 6);
        for (int i = 0; i < count; i++)
        {
            Add(random);
        }

        if (_rules.Count == 0)
        {
            _rules.Add(new FieldMapping(NewKey(), From: OldKey()));
        }

        TypeMapping mapping = new(
            new TypeEdition(MigrationLedger.OldType, 1), new TypeEdition(MigrationLedger.NewType, 1), _rules, _dropped);
        Faces = new FaceMapping(mapping, TypeOf(MigrationLedger.OldType, _old), TypeOf(MigrationLedger.NewType, _rules.Select(rule => rule.Key)));
    }

    public FaceMapping Faces { get; }

    public IEnumerable<string> Dropped => _dropped.Select(dropped => dropped.Key);

    /// <summary>An old face: fields left out, texts with the separators in them, dates in and out of form.</summary>
    public Dictionary<string, string> RandomFace(Random random)
    {
        Dictionary<string, string> face = [];
        foreach (string key in _old.Where(_ => random.Next(8) > 0))
        {
            face[key] = _dates.Contains(key) && random.Next(20) > 0
                ? new DateOnly(2000, 1, 1).AddDays(random.Next(20_000)).ToString(DateForm, CultureInfo.InvariantCulture)
                : _splits.Contains(key) && random.Next(20) > 0 ? $"{Text(random)}（{Text(random)}）"
                : Text(random);
        }

        return face;
    }

    /// <summary>The old face that a new one was made of, from the rules and the new face alone.</summary>
    public Dictionary<string, string> ReadBack(IReadOnlyDictionary<string, string> values)
    {
        Dictionary<string, string> old = [];
        foreach (FieldMapping rule in _rules.Where(rule => values.ContainsKey(rule.Key)))
        {
            string value = values[rule.Key];
            if (rule.Join is not null)
            {
                foreach ((string source, string part) in rule.Join.Zip(TextPattern.TryParse(rule.Pattern!)!.Split(value)!))
                {
                    old.Add(source, part);
                }
            }
            else if (rule.Split is not null)
            {
                string[] parts = [.. _rules.Where(other => other.Split == rule.Split).OrderBy(other => other.Part).Select(other => values[other.Key])];
                old[rule.Split] = $"{parts[0]}（{parts[1]}）";
            }
            else if (rule.Date is not null)
            {
                old.Add(rule.Date, LicenceDate.Parse(value).ToString(DateForm, CultureInfo.InvariantCulture));
            }
            else
            {
                old.Add(rule.From!, value);
            }
        }

        // Nothing is on the new face that no rule put there.
        Assert.Empty(values.Keys.Except(_rules.Select(rule => rule.Key)));
        return old;
    }

    private static string Text(Random random)
    {
        string[] drawn = ["甲", "乙", "丙", "丁", "𬭎", "ab", "，", "（", "）"];
        return string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => drawn[random.Next(drawn.Length - (random.Next(3) > 0 ? 3 : 0))]));
    }

    private static LicenceType TypeOf(string code, IEnumerable<string> keys) =>
        LicenceTypes.Read(MigrationLedger.Form(code, "某证", null, null, string.Join(' ', keys.Select(key => key + "?"))));

    private void Add(Random random)
    {
        switch (random.Next(5))
        {
            case 0:
                _rules.Add(new FieldMapping(NewKey(), From: OldKey()));
                break;
            case 1:
                string[] sources = [.. Enumerable.Range(0, random.Next(2, 5)).Select(_ => OldKey())];
                string pattern = string.Join('，', Enumerable.Range(1, sources.Length).Select(place => $"{{{place}}}"));
                _rules.Add(new FieldMapping(NewKey(), Join: sources, Pattern: pattern));
                break;
            case 2:
                string split = OldKey();
                _splits.Add(split);
                _rules.Add(new FieldMapping(NewKey(), Split: split, Pattern: "{1}（{2}）", Part: 1));
                _rules.Add(new FieldMapping(NewKey(), Split: split, Pattern: "{1}（{2}）", Part: 2));
                break;
            case 3:
                string date = OldKey();
                _dates.Add(date);
                _rules.Add(new FieldMapping(NewKey(), Date: date, Form: DateForm));
                break;
            default:
                _dropped.Add(new DroppedField(OldKey(), "标准无此项"));
                break;
        }
    }

    private string OldKey()
    {
        string key = string.Create(CultureInfo.InvariantCulture, $"O{_old.Count}");
        _old.Add(key);
        return key;
    }

    private string NewKey() => string.Create(CultureInfo.InvariantCulture, $"N{_rules.Count}");
}

using Ledger.Node.Catalogue;

namespace Ledger.Node.Tests.Catalogue;

/// <summary>The licence types that come with the program.</summary>
public sealed class SeededLicenceTypesTests
{
    private const string Personal = "11100000MBDEM9028T002";
    private const string Composite = "11310000MBDEM9052W001";

    private static readonly LicenceTypes Types = LicenceTypes.Embedded();

    [Theory]
    [InlineData("11100000MBDEM901XT001", "营业执照", "ZFB TYSHXYDM MC LX FDDBR ZCZB CLRQ YYQX ZS JYFW DJJG DJRQ")]
    [InlineData("11100000MBDEM901XT002", "食品经营许可证", "ZFB JYZMC SHXYDM FDDBR ZS JYCS ZTYT JYXM XKZBH YXQZ RCJDGLJG TSJB QFR")]
    [InlineData("11100000MB0341032Y002", "药品经营许可证", "ZFB XKZBH QYMC TYSHXYDM ZCDZ FDDBR ZYFZR ZLFZR CKDZ JYFS JYFW YXQZ")]
    [InlineData("11100000MBDEM9028T001", "医疗机构执业许可证", "ZFB DJH JGMC DZ FDDBR ZYFZR SYZXS CW ZLKM YXQZ JYJL")]
    [InlineData("11100000MBDEM9028T002", "出生医学证明", "CSYXZMBH XSEXM XB CSSJ CSYZ TZ SC CSD JSJG MQXM MQSFZJH FQXM FQSFZJH")]
    [InlineData("11100000000019713D008", "道路运输经营许可证", "ZFB JYXKZH YHMC DZ JYFW YXQZ HFJG")]
    [InlineData("11100000000019713D013", "道路运输证", "DLYSZH YHMC DZ CLHP CPYS CLLX DZW JYXKZH JYFW NSJL")]
    [InlineData("11100000000019713D072", "网络预约出租汽车驾驶员证", "ZH XM XB ZP SFZJH CCLQRQ YXQZ")]
    [InlineData("11100000MB03271699001", "不动产权证书", "BDCQZH QLR GYQK ZL BDCDYH QLLX QLXZ YT MJ SYQX QLQTZK FJ")]
    [InlineData("11100000MB03271699022", "不动产登记证明", "BDCDJZMH ZMQLSX QLR YWR ZL BDCDYH QT FJ")]
    [InlineData("11100000000013338W032", "建筑施工特种作业操作资格证", "ZH XM XB ZP SFZJH CCLZRQ GZ SYQQ SYQZ")]
    [InlineData("111000000000131433001", "结婚证", "CZR DJRQ JHZZH XM1 XM2 XB1 XB2 GJ1 GJ2 CSRQ1 CSRQ2 SFZJH1 SFZJH2 DJJG BZ")]
    [InlineData("11100000MBDEM9036M001", "居住证", "XM XB MZ CSRQ GMSFHM CZHKSZD JZDZZ YXQZ QFJG QZCS")]
    [InlineData("11100000MBDEM9044G001", "社会保障卡", "XM SHBZHM KH FKRQ YXQZ FKJG")]
    [InlineData("11310000MBDEM9052W001", "行业综合许可证", "BH JYZTMC TYSHXYDM JYCS HY BHXKXM FZJG")]
    public void A_type_has_its_fields_in_printed_order(string code, string name, string keys)
    {
        LicenceType type = Types.Find(code)!;
        Assert.Equal(name, type.Name);
        Assert.Equal(keys.Split(' '), type.Fields.Select(field => field.Key));
    }

    [Fact]
    public void There_are_fifteen() => Assert.Equal(15, Types.All.Count);

    [Fact]
    public void Each_fills_the_columns_of_the_catalogue() => Assert.All(Types.All, type =>
    {
        Assert.NotNull(type.CollectedSince);
        Assert.NotNull(type.LegalBasis);
        Assert.NotNull(type.Template);
        Assert.NotEmpty(type.FieldsOf(FieldMeaning.HolderName));
    });

    [Fact]
    public void A_licence_that_ends_says_when() => Assert.All(
        Types.All.Where(type => !type.Validity.LongTermAllowed),
        type => Assert.Equal(type.Validity.LastDayField, Assert.Single(type.FieldsOf(FieldMeaning.ValidTo)).Key));

    [Fact]
    public void Only_a_licence_that_ends_is_renewed() =>
        Assert.All(Types.All.Where(type => type.Renewal is not null), type => Assert.False(type.Validity.LongTermAllowed));

    [Fact]
    public void What_a_composite_licence_unites_is_registered() =>
        Assert.All(Types.Find(Composite)!.Components!, code => Assert.NotNull(Types.Find(code)));

    [Theory]
    [InlineData("11100000MBDEM901XT001", "310000", "340000", true)]
    [InlineData("11100000MBDEM901XT002", "330000", "320000", false)]
    [InlineData("11100000MB03271699001", "320000", "310000", true)]
    [InlineData("111000000000131433001", "330000", "340000", true)]
    [InlineData("11100000MBDEM9036M001", "310000", "330000", true)]
    [InlineData("11100000MBDEM9036M001", "310000", "340000", false)]
    [InlineData("11100000MBDEM9036M001", "320000", "310000", false)]
    [InlineData(Personal, "310000", "320000", true)]
    [InlineData("11100000000019713D008", "310000", "330000", true)]
    [InlineData("11100000000019713D013", "310000", "320000", false)]
    [InlineData(Composite, "310000", "320000", false)]
    public void Recognition_is_as_agreed(string code, string issuedIn, string usedIn, bool recognised) =>
        Assert.Equal(recognised, Types.Find(code)!.Recognition?.Any(rule => rule.Covers(issuedIn, usedIn)) is true);

    [Theory]
    [InlineData("11100000000013338W032", "suspended", "02")]
    [InlineData("11100000000013338W032", "transferred", "06")]
    [InlineData("11100000000013338W032", "revoked", "07")]
    [InlineData("11100000000019713D008", "valid", "10")]
    [InlineData("11100000000019713D013", "superseded", "01")]
    [InlineData("11100000000019713D072", "suspended", "09")]
    [InlineData("11100000MB03271699001", "valid", "1")]
    [InlineData("11100000MB03271699022", "cancelled", "2")]
    public void A_state_is_called_as_its_ministry_calls_it(string code, string state, string expected) =>
        Assert.Equal(expected, Types.Find(code)!.StatusCodes!.Of(state));

    [Theory]
    [InlineData(Personal)]
    [InlineData("111000000000131433001")]
    public void Births_and_marriages_are_seen_with_consent_only(string code) => Assert.All(
        Types.Find(code)!.Fields, field => Assert.True(field.Sensitivity is Sensitivity.Sensitive || field.Key is "DJJG"));

    [Fact]
    public void No_number_of_a_person_is_public() => Assert.All(
        Types.All.SelectMany(type => type.Fields).Where(field => field.Kind is FieldKind.CitizenNumber or FieldKind.IdentityNumber),
        field => Assert.Equal(Sensitivity.Sensitive, field.Sensitivity));

    [Theory]
    [InlineData("11100000MBDEM9028T001", "DJH", "PDY00001631010719D1202", "PDY0000163101071D1202")]
    [InlineData("11100000MBDEM9028T001", "JYJL", "2025-06-30 合格；2026-06-30 暂缓校验", "2025-06-30合格")]
    [InlineData(Personal, "CSYXZMBH", "Y310000123", "YY31000012")]
    [InlineData(Personal, "CSSJ", "2024-02-18 23:59", "2024-02-18 24:00")]
    [InlineData(Personal, "CSYZ", "39+2", "39+7")]
    [InlineData("11100000000019713D013", "CLHP", "苏A12345", "苏A1234")]
    [InlineData("11100000000019713D013", "CLHP", "苏AD12345", "苏AL12345")]
    [InlineData("11100000000019713D013", "CLHP", "苏A12345D", "苏A1234ID")]
    [InlineData("11100000000019713D013", "CLHP", "苏A1234挂", "苏A12345挂")]
    [InlineData("11100000000019713D013", "CLHP", "沪BZ8888", "沪OZ8888")]
    [InlineData("11100000000019713D013", "CPYS", "91 农黄", "91")]
    [InlineData("11100000MB03271699001", "BDCDYH", "320102001002GB00123F00010023", "320102001002GB0012F00010023")]
    [InlineData("11100000MB03271699001", "BDCDYH", "320102001002GB00123W00000000", "320102001002GB00123X00000000")]
    [InlineData("11100000MB03271699001", "BDCQZH", "苏（2025）南京市不动产权第0000128号", "苏(2025)南京市不动产权第0000128号")]
    [InlineData("11100000MB03271699001", "GYQK", "按份共有（沈知夏 60%，陆景明 40%）", "按份")]
    [InlineData("11100000000013338W032", "ZH", "吉A042012000939", "吉042012000939")]
    [InlineData("111000000000131433001", "JHZZH", "J330100-2025-000888", "J330100-2025-00888")]
    [InlineData("11100000MBDEM9036M001", "GMSFHM", "330100199307080061", "330100199307080062")]
    [InlineData("11100000MBDEM9044G001", "KH", "A12345678", "A1234567")]
    [InlineData(
        Composite,
        "BHXKXM",
        "药品经营许可证，1.2.156.3005.2.11100000MB0341032Y002.11310105MBDEM0015E.310DA0001.001.W，2030-02-28；营业执照，1.2.156.3005.2.11100000MBDEM901XT001.11310105MBDEM0015E.91310105MADEM0011P.001.L，长期",
        "药品经营许可证，310DA0001，2030-02-28")]
    public void A_field_takes_its_published_form_only(string code, string key, string right, string wrong)
    {
        LicenceField field = Types.Find(code)!.Fields.Single(field => field.Key == key);
        Assert.Null(field.FindError(right));
        Assert.Equal(FieldErrorKind.Format, field.FindError(wrong)?.Kind);
    }

    [Theory]
    [InlineData("310100198806120024", "校验位不符")]
    [InlineData("310100198802300027", "出生日期不存在")]
    [InlineData("３１０１００１９８８０６１２００２３", "全角")]
    [InlineData("31010019880612002x", "小写")]
    [InlineData("310100 198806120023", "空格")]
    [InlineData("310100880612002", "15 位")]
    public void A_wrong_citizen_number_in_a_field_is_named(string number, string said)
    {
        LicenceField field = Types.Find("11100000MBDEM9044G001")!.Fields.Single(field => field.Key == "SHBZHM");
        FieldError? error = field.FindError(number);
        Assert.Equal(FieldErrorKind.Format, error?.Kind);
        Assert.Contains(said, error!.Chinese, StringComparison.Ordinal);
        Assert.DoesNotContain(number, error.Chinese + error.English, StringComparison.Ordinal);
    }
}
